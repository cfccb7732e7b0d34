"""Tables of the relay."""
