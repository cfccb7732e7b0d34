"""Many people at one place: distributions, receptions of a bus, caravans, counted by tally."""
