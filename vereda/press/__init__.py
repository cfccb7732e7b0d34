"""What is said to the press of an edition: notes whose every figure stands in a table, with words that were approved."""
