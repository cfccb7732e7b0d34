"""The facts of what goes between countries."""
