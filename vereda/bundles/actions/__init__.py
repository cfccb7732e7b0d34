"""All writing of what goes between countries."""
