"""What a form is, and the facts of forms and answers."""
