"""What pages ask of the post's day."""
