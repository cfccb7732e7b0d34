"""What the legal module decides, in pure functions."""
