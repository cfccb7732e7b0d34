"""What is decided of receivers and messages. Pure."""
