{{ geaccepteerde_rijen('bevolking') }}
