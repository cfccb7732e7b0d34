"""All writing of safety."""
