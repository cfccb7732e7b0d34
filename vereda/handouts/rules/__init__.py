"""What handouts decide without a database."""
