"""Spanish as this side of the sea writes it."""
