"""What can go wrong with alerts and missions."""
