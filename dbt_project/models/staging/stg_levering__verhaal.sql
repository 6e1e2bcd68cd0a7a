{{ geaccepteerde_rijen('verhaal') }}
