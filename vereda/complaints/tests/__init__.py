"""Tests of complaints about own staff."""
