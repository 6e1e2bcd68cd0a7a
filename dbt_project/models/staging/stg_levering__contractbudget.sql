{{ geaccepteerde_rijen('contractbudget') }}
