"""Files of others about missing persons, read as what they are: foreign and not to be trusted."""
