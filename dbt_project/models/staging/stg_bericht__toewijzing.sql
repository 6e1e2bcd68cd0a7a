{{ geaccepteerde_rijen('toewijzing') }}
