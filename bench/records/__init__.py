"""Invented records of a field post, written from other assumptions than any model's: docs/engineer/second-opinion.md."""
