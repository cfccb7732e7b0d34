"""The facts of workshops, of the people who come, and of field visits."""
