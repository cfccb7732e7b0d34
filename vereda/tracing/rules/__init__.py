"""What is decided of reports and files without a database: folds, fresh or old, what may be told. Pure."""
