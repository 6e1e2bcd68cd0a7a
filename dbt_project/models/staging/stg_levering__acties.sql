{{ geaccepteerde_rijen('acties') }}
