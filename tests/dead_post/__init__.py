"""A post whose machine dies, beside its headquarters: both real processes on one clock that the test moves."""
