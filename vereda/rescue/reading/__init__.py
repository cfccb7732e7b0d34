"""Files of receivers and map programs, read with care: GPX, KML, GeoJSON; areas, lines and recorded tracks. Pure."""
