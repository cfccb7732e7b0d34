"""All reading of what goes between countries."""
