"""Words for the codes of each area of a post's day."""
