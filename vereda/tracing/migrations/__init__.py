"""Tables of tracing, step by step."""
