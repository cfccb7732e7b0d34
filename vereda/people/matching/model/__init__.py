"""The stored model: what was learned of slips and of coincidence, without a name."""
