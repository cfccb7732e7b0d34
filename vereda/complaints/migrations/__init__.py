"""Migrations of complaints."""
