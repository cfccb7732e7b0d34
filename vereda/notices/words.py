"""The closed words of notices: of what they warn, where they hold, where they come from."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """Of what a notice warns: the kinds of hazards of the packs, and what the weather brings."""

    HEAT = "heat"
    COLD = "cold"
    STORM = "storm"
    FLOOD = "flood"
    RIVER = "river"
    SEA = "sea"
    FIRE = "fire"
    TRAIN = "train"
    ROAD = "road"
    VEHICLE = "vehicle"
    ANIMALS = "animals"
    SMUGGLER_ABANDONMENT = "smuggler_abandonment"
    KIDNAP = "kidnap"
    EXTORTION = "extortion"
    ASSAULT = "assault"
    SEXUAL_VIOLENCE = "sexual_violence"
    URBAN_CRIME = "urban_crime"


class AreaBy(StrEnum):
    """How the area of a notice was told."""

    STATES = "states"
    MUNICIPALITIES = "municipalities"
    CROSSING = "crossing"
    HAZARD = "hazard"
    DRAWN = "drawn"


class Origin(StrEnum):
    """What gave rise to a notice."""

    OWN = "own"
    HAZARD = "hazard"  # a row of the pack
    MISSIONS = "missions"  # at least 30 days old, by state
    WARNING = "warning"  # of an authority, CAP
    FORECAST = "forecast"


DAYS_MOST = 366
"""A notice holds so long at most; what goes on is looked at again."""

DRAWN_KM2_LEAST = 250.0
"""A smaller area would mark a place where people pass or rest: as coarse as the cells that may stand in clear."""

MUNICIPALITIES_MOST = 60
"""So many municipalities one notice names: with more, it is told by state."""

MISSIONS_DAYS, MISSIONS_FEWEST = 30, 5
"""Missions count for a notice when they are so old at least and so many at least in a state; rules of the house, section 1."""

RISK_MONTHS, RISK_KM = 12, 50.0
"""Deaths stand on the risk map when they are so old at least, in squares of so many km a side at least; the same rules."""

CALLED: dict[NoticeKind, tuple[str, str, str]] = {
    NoticeKind.HEAT: ("Calor", "Heat", "heat"),
    NoticeKind.COLD: ("Frío", "Cold", "cold"),
    NoticeKind.STORM: ("Tormenta o viento", "Storm or wind", "danger"),
    NoticeKind.FLOOD: ("Inundación", "Flood", "water"),
    NoticeKind.RIVER: ("Río", "River", "river"),
    NoticeKind.SEA: ("Mar", "Sea", "river"),
    NoticeKind.FIRE: ("Incendio", "Fire", "danger"),
    NoticeKind.TRAIN: ("Tren", "Train", "train"),
    NoticeKind.ROAD: ("Camino", "Road", "signpost"),
    NoticeKind.VEHICLE: ("Vehículos", "Vehicles", "vehicle"),
    NoticeKind.ANIMALS: ("Animales", "Animals", "animal"),
    NoticeKind.SMUGGLER_ABANDONMENT: ("Abandono por guías", "Left behind by guides", "people"),
    NoticeKind.KIDNAP: ("Secuestro", "Kidnapping", "danger"),
    NoticeKind.EXTORTION: ("Extorsión", "Extortion", "money"),
    NoticeKind.ASSAULT: ("Asalto", "Assault", "danger"),
    NoticeKind.SEXUAL_VIOLENCE: ("Violencia sexual", "Sexual violence", "danger"),
    NoticeKind.URBAN_CRIME: ("Delitos en la ciudad", "Crime in the city", "danger"),
}
"""What a danger is called in Spanish and English, and its symbol on screens: what a file and a page say alike."""
