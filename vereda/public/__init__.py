"""Pages for people on the move and their families: light, without an account, readable without scripts."""
