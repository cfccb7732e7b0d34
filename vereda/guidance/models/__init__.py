"""Read models of guidance: folded from entries, disposable."""
