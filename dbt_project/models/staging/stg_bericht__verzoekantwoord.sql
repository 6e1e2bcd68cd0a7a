{{ geaccepteerde_rijen('verzoekantwoord') }}
