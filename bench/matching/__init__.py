"""Invented people whose truth is known, and how well they are matched."""
