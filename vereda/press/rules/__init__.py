"""What a note is after its entries, and its text in two languages."""
