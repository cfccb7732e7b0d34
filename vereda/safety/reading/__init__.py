"""Files of others read as they come in: pure."""
