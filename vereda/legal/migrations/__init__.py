"""Migrations of legal cases."""
