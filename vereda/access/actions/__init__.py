"""All writing of access."""
