"""Tests of notices and of the risk map."""
