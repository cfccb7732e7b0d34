"""Tables of people, step by step."""
