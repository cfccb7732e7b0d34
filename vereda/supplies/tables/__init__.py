"""From folded subjects to rows."""
