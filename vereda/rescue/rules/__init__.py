"""What an alert and a mission are after their entries, by subject. Pure."""
