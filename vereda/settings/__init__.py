"""Read once, from the environment; a bad value stops the start and names itself."""
