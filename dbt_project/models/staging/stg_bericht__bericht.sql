{{ geaccepteerde_rijen('bericht') }}
