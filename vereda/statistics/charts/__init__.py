"""Charts drawn on the server as SVG, their tables, and sentences that say what they show. Pure."""
