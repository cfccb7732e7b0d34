"""Good practice shared: what was done, what it took, what it cannot do, in each language by itself, and who took it up."""
