"""The persons we meet, as little about them as the help needs."""
