"""Tests of what the phone speaks to."""
