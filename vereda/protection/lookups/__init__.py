"""What pages ask of protection. Who may ask, is decided by access before."""
