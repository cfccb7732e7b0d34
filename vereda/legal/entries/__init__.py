"""The facts of legal cases. What a case is about stands in boxes of class `legal`; clear are persons by id, lines and hours."""
