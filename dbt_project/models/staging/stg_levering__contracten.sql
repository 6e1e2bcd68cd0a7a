{{ geaccepteerde_rijen('contracten') }}
