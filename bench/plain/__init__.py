"""The baseline: the same web server and the same kind of database, JSON parsed and bulk-inserted, and nothing else."""
