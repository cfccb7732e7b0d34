"""Tests of access, and the cast of the whole house (cast.py)."""
