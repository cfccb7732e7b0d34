"""What was promised to whom, and how far it is: programmes, phases, grants, results, donor reports."""
