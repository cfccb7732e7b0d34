"""Danger notices: what is told to people on the way of one danger, where, from when until when; and the risk map of deaths."""
