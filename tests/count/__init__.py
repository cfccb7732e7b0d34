"""A count of four countries and a unit: each its own process and folder, and a search of them for what must not be there."""
