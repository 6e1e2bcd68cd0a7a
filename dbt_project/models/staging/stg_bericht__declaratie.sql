{{ geaccepteerde_rijen('declaratie') }}
