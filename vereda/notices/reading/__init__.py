"""Weather services and records of deaths, read as what they are: foreign text."""
