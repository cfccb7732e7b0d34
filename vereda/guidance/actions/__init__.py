"""All writing of the library."""
