"""What a text message asks for, and what its parts say together. Pure."""
