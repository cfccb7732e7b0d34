"""How entries are ordered, folded and chained: pure, total, the same on every node."""
