"""Tests of what is owed to who is at risk."""
