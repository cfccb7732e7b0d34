"""The command line: the second door to what the desk does, for people who look after an installation."""
