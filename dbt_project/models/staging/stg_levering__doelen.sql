{{ geaccepteerde_rijen('doelen') }}
