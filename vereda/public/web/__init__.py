"""Public pages: parse, call one action or lookup, answer."""
