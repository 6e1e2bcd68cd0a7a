{{ geaccepteerde_rijen('iv3') }}
