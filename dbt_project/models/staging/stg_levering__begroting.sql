{{ geaccepteerde_rijen('begroting') }}
