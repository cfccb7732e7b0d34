"""Tests of the register of requests."""
