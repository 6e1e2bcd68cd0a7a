{{ geaccepteerde_rijen('tarieven') }}
