"""What decides in forms: expressions, what is asked when, what may never be asked, the fold."""
