"""Tests of the legal module."""
