"""What pages ask of records of first aid. Who may ask, is decided by access before."""
