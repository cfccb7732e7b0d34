"""How numbers are sent: whole, in pieces, or from where they were cut."""
