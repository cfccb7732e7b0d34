"""Counts that leave the house, never a person."""
