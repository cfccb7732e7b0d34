"""What can go wrong with rules and with records of first aid."""
