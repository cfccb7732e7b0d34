"""The facts of rescue, by subject."""
