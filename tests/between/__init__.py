"""Installations of two countries and a region as processes: what goes between them, and what is refused."""
