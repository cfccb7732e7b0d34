"""Writing forms and answers."""
