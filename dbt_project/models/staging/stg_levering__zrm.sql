{{ geaccepteerde_rijen('zrm') }}
