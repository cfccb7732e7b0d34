"""Tests of countries."""
