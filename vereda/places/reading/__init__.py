"""Points as people write, paste or dictate them, read without a network. Pure."""
