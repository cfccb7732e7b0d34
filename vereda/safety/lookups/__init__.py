"""All reading of safety that matters."""
