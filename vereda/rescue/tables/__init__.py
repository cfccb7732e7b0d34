"""From folded alerts and missions to the rows that boards read."""
