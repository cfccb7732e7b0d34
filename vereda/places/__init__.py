"""Areas, crossing points, maps."""
