"""Who is looking for whom: reports of missing persons, one file for each person sought."""
