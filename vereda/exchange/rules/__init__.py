"""What a practice, its texts and its adoptions are after their entries. Pure."""
