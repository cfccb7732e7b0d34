"""The daily report (parte de novedades) and its way up, and operations."""
