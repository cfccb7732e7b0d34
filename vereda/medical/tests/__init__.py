"""Tests of first aid."""
