"""Tables of the logbook, step by step."""
