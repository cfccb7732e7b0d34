"""The drill: phones, a post and a headquarters in one process family, with a seeded scheduler that breaks what it can."""
