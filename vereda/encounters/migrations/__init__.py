"""Tables of encounters, step by step."""
