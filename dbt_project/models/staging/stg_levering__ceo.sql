{{ geaccepteerde_rijen('ceo') }}
