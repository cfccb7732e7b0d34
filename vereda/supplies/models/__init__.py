"""Read models of what a post works with. Folded from entries, disposable."""
