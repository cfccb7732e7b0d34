"""What persons and their consent are after the entries. Pure."""
