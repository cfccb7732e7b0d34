"""Decisions of access: values in, values out; no clock, no database."""
