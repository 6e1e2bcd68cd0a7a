{{ geaccepteerde_rijen('levering_start') }}
