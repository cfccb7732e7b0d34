"""The decisions of readiness: the checklist as it stands, and the milestones."""
