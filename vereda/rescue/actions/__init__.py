"""What people do with alerts and missions."""
