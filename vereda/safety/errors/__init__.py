"""What can go wrong in safety."""
