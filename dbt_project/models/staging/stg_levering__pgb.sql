{{ geaccepteerde_rijen('pgb') }}
