"""All writing about encounters."""
