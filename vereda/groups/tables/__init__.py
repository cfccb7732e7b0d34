"""From folded records of groups to the rows that pages read."""
