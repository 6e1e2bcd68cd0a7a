{{ geaccepteerde_rijen('retour') }}
