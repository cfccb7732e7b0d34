"""Years of people met, where it is known who was who: what estimates of individuals are held against."""
