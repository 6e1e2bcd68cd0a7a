{{ geaccepteerde_rijen('declaratieregel') }}
