{{ geaccepteerde_rijen('aansluitposten') }}
