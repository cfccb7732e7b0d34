"""Figures as others printed them: read, replayed as editions with their revisions, and what contradicts itself. Pure."""
