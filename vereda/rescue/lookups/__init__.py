"""What pages ask of alerts and missions."""
