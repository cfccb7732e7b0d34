"""The demonstration: an invented year, or two invented months, of a whole network, recorded like any other fact."""
