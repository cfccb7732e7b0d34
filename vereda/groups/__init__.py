"""Groups, posts, shifts, patrols."""
