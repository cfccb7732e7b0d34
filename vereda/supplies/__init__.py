"""What a post works with: vehicles, boats, equipment by number, and stock."""
