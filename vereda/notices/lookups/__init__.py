"""All reading of notices, and of the risk map."""
