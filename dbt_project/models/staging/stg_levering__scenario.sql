{{ geaccepteerde_rijen('scenario') }}
