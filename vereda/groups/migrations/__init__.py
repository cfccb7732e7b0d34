"""Tables of groups, step by step."""
