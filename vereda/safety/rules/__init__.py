"""What becomes of those facts, and what is due: pure."""
