{{ geaccepteerde_rijen('ketenkosten') }}
