"""Is a country ready: a checklist with dates and documents, and milestones that the logbook tells."""
