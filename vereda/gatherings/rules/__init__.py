"""What a count and a caravan are after their entries, and what follows from them. Pure."""
