"""Four countries and an office of several, each its own server: the same day in the words of each, and what goes between them."""
