"""All writing of people."""
