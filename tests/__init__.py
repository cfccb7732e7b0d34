"""Tests of the house itself, and what all tests stand on."""
