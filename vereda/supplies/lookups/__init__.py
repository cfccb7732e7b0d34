"""What pages ask of what a post works with."""
