"""Read models of alerts and missions. Folded from entries, disposable."""
