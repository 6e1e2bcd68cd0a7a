{{ geaccepteerde_rijen('aanbieders') }}
