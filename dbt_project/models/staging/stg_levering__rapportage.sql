{{ geaccepteerde_rijen('rapportage') }}
