"""What follows from the facts of workshops. Pure: no clock, no database."""
