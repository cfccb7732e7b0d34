"""Read models of safety: folded from entries, disposable."""
