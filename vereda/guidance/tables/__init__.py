"""From folded subjects of guidance to the rows that pages read."""
