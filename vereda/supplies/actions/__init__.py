"""What a post records of what it works with."""
