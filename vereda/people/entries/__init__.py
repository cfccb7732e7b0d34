"""The facts of persons, and of what they allowed."""
