"""Tests of people/matching."""
