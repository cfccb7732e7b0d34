"""What pure files of other modules may use of encounters: how a place may stand in clear."""

from __future__ import annotations

from vereda.encounters.entries import Count, Place
from vereda.encounters.words import COUNT_MOST, AgeBand, PlaceKind, Sex

__all__ = ["COUNT_MOST", "AgeBand", "Count", "Place", "PlaceKind", "Sex"]
