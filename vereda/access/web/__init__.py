"""Pages of access, and the guard before every page of the house."""
