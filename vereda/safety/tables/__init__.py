"""From folded states to the rows that pages read."""
