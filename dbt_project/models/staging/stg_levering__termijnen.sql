{{ geaccepteerde_rijen('termijnen') }}
