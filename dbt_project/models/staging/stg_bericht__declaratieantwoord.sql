{{ geaccepteerde_rijen('declaratieantwoord') }}
