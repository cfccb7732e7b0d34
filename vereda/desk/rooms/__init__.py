"""What each room shows and takes in: from lookups to what a page draws, from a form to what an action wants."""
