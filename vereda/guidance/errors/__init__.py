"""What can go wrong in guidance."""
