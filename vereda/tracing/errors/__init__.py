"""What can go wrong with reports and files. Details never hold a name, a place or a telephone."""
