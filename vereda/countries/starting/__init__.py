"""How the pack of a new country is written: what the person answered, an open gazetteer, and what every country shares."""
