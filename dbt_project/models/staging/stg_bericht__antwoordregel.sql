{{ geaccepteerde_rijen('antwoordregel') }}
