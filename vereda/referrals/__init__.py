"""Handing a person on to who can help, and hearing back."""
