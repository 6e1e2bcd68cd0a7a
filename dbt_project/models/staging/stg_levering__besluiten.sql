{{ geaccepteerde_rijen('besluiten') }}
