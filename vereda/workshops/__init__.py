"""Workshops between countries and their field visits: who comes, what is worked on, what was promised, and what came of it."""
