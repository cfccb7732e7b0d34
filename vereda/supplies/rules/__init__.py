"""What stock, vehicles, trips and equipment are after their entries, and what is odd about them. Pure."""
