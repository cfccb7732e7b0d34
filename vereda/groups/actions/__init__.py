"""What is recorded of the post's day."""
