"""Handouts: what is made of the library to be carried and forwarded: pocket card, poster, talking card, pictures, audio."""
