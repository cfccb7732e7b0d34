"""The facts of reports of missing persons, and of the file of each person sought."""
