"""Pictures of maps in square tiles: MBTiles and PMTiles read as foreign files, kept as our own, cut. Pure."""
