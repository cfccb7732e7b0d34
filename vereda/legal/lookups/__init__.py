"""Reading of the legal module: the library of laws, cases, and what is sealed in them."""
