"""Tables of rescue, step by step."""
