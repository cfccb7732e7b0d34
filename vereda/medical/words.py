"""The closed words of first aid. Complaints, questions and signs are rows of the tables of rules."""

from __future__ import annotations

from enum import StrEnum

NOT_TESTABLE = "NT"
"""An eye that is swollen shut, a tube in the throat: the part is written as such, and no total is made up."""


class Consciousness(StrEnum):
    """ACVPU: alert, newly confused, answers to voice, to pain, to nothing."""

    ALERT = "A"
    CONFUSED = "C"
    VOICE = "V"
    PAIN = "P"
    UNRESPONSIVE = "U"


class Band(StrEnum):
    """What a NEWS2 asks for, by total and by any single part of 3."""

    ROUTINE = "low-routine"
    LOW = "low"
    SINGLE_THREE = "low-medium-single-3"
    MEDIUM = "medium-urgent"
    HIGH = "high-emergency"


class Colour(StrEnum):
    """Where a triage ends."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLACK = "black"


class Alarm(StrEnum):
    """How a measured index stands to its figures."""

    NONE = "none"
    WATCH = "watch"
    ALARM = "alarm"


class Nourished(StrEnum):
    """What an arm circumference says of a small child."""

    SEVERE = "severe"
    MODERATE = "moderate"
    ADEQUATE = "adequate"


class Grade(StrEnum):
    """How cold a body is."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Direction(StrEnum):
    """How a value moved since it was measured before."""

    RISES = "rises"
    FALLS = "falls"
    SAME = "same"


class Signs(StrEnum):
    """Lists of danger signs."""

    PREGNANCY = "pregnancy"
    NEWBORN = "newborn"


class Known(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Mechanism(StrEnum):
    """How it came about, as the person or a witness tells it."""

    WALKING = "walking"
    FALL = "fall"
    TRAIN = "train"
    VEHICLE = "vehicle"
    WATER = "water"
    HEAT = "heat"
    COLD = "cold"
    ASSAULT = "assault"
    ANIMAL = "animal"
    ILLNESS = "illness"
    OTHER = "other"
    UNKNOWN = "unknown"


class Treatment(StrEnum):
    """What was done. A dose is written as it was given; the program proposes none."""

    PRESSURE = "pressure"
    TOURNIQUET = "tourniquet"
    WOUND = "wound"
    SPLINT = "splint"
    FLUIDS = "fluids"
    COOLING = "cooling"
    WARMING = "warming"
    OXYGEN = "oxygen"
    POSITION = "position"
    BREATHS = "breaths"
    OWN_MEDICINE = "own_medicine"
    MEDICINE = "medicine"
    TALK = "talk"
    OTHER = "other"


class Outcome(StrEnum):
    """How it ended for us."""

    STAYS = "stays"
    WALKS = "walks"
    REFERRED = "referred"
    TRANSPORTED = "transported"
    AMBULANCE = "ambulance"
    REFUSED = "refused"
    DIED = "died"


class SafetyFlag(StrEnum):
    """What everybody who helps must know, and never why."""

    NOTHING_BY_MOUTH = "nothing_by_mouth"
    DO_NOT_MOVE = "do_not_move"
    DO_NOT_LEAVE_ALONE = "do_not_leave_alone"
    MASK = "mask"
    MEDICINE_DAILY = "medicine_daily"
