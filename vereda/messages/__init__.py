"""Text messages: one gateway, and an adapter for each way in which they leave and arrive."""
