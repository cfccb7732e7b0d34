"""Copies of this installation: data and keys in chains of their own, so that erasing reaches every copy within seven days."""
