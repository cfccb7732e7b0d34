"""Vereda: what a network of field groups that protect people on the move runs on."""
