{{ geaccepteerde_rijen('grootboek') }}
