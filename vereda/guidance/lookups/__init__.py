"""All reading of the library."""
