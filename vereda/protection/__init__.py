"""Who is at risk, and what is owed to them: today the path of a child who is alone."""
