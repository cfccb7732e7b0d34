"""Screens for post and headquarters."""
