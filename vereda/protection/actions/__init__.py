"""What is written of children who are alone."""
