{{ geaccepteerde_rijen('verzoek') }}
