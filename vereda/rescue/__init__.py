"""Missions: opened, closed; the search itself comes with its own files."""
