"""Writing of the legal module: cases, terms, evidence, requests to return."""
