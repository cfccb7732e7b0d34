"""Tables of paper, step by step."""
