"""First aid: what was found, measured and done, as sealed words; and rules that advise the next step and never diagnose."""
