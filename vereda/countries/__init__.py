"""One folder a country: data first, code last."""
