"""Spanish as Mexico and Central America write it."""
