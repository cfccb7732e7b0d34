"""Tests of notes to the press."""
