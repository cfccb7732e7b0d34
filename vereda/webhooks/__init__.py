"""What is told to programs of others: that something public came out or was taken back. Never a person, never a place."""
