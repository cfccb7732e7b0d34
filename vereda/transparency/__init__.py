"""What transparency requests and the press ask of our numbers, by when, and what they are told: published cells, nothing else."""
