"""Between countries: who is trusted, what travels to them and comes from them, and persons across a border."""
