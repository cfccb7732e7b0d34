"""The facts of what a post works with."""
