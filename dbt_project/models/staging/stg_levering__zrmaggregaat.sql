{{ geaccepteerde_rijen('zrmaggregaat') }}
