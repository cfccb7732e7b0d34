"""What records of groups are after their entries, and what follows from them; pure."""
