"""The facts of a post's safety: one file a subject."""
