"""All reading of people."""
