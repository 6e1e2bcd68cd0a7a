{{ geaccepteerde_rijen('trajecten') }}
