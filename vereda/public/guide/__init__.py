"""The public pages of a country: one renderer for the served pages and for the site as files."""
