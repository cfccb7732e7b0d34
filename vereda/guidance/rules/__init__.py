"""What texts and numbers are after their entries, and what of them may reach a migrant. Pure."""
