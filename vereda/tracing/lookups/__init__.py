"""What pages ask of reports and files. Who may ask, is decided by access before."""
