"""Tests of forms and answers."""
