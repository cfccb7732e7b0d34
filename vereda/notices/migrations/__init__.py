"""Changes of the tables of notices."""
