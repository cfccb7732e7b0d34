"""Files of encounters on their way in: read, checked as a whole, compared with what is here, made into entries."""
