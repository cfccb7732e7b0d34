"""Tests of what goes between countries."""
