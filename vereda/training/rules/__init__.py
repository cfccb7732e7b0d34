"""The numbers and folds of training, without a database."""
