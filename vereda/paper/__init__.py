"""Sheets of paper with a serial number: printed from the pack, filled in by hand, typed in once."""
