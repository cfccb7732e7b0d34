"""What keeps the teams safe: officer in danger, the radio, security incidents, closed areas, interference with our help."""
