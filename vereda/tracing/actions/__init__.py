"""All writing about reports and files of missing persons."""
