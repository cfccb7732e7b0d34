"""One meeting: who, where, when, what was given."""
