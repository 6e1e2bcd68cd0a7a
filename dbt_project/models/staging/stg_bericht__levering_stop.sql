{{ geaccepteerde_rijen('levering_stop') }}
