"""The closed words of reports and files: who seeks, how it was known, what was found, what may be told. Labels: the desk."""

from __future__ import annotations

from enum import StrEnum

LOCATED = "LOCATED"
MISSING_REPORT = "MISSING_REPORT"
"""Services of the catalogue: a missing person found, a report received. A pack without them counts neither."""

POSTER_MOST_DAYS = 30
"""So long a poster may hang before who seeks is asked again: own proposal."""

FILE_MOST = 40
"""Persons of one report, at most: a bus, not a caravan."""


class SeekFrom(StrEnum):
    """From where the report comes."""

    FAMILY = "family"
    COMPANION = "companion"
    CONSULATE = "consulate"
    SHELTER = "shelter"
    GROUP = "group"  # another group of the network
    ORGANIZATION = "organization"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """What the seeker says to be to the person sought."""

    PARENT = "parent"
    CHILD = "child"
    PARTNER = "partner"
    SIBLING = "sibling"
    FAMILY = "family"
    FRIEND = "friend"
    COMPANION = "companion"
    OTHER = "other"
    UNKNOWN = "unknown"


class ConsentFor(StrEnum):
    """What the seeker agrees to. Without the first nothing is kept."""

    SEARCH = "search"  # that it is written down, and looked for
    SHARE = "share"  # that others who look are asked: shelters, consulates, groups
    NAME = "name"  # that the person sought is told who seeks
    PUBLISH = "publish"  # that the own name of who seeks hangs on a poster, which anybody reads, until a day


class ContactBy(StrEnum):
    """How the last contact was."""

    CALL = "call"
    MESSAGE = "message"
    SEEN = "seen"
    OTHERS = "others"  # somebody else heard of them
    UNKNOWN = "unknown"


class Danger(StrEnum):
    """What was said of the danger they are in."""

    LOST = "lost"
    LEFT_BEHIND = "left_behind"
    NO_WATER = "no_water"
    ILL = "ill"
    RIVER = "river"
    TAKEN = "taken"
    THREATENED = "threatened"


class Way(StrEnum):
    """How a person is looked for. A person decides it; the page proposes."""

    UNDECIDED = "undecided"
    ALERT = "alert"
    TRACING = "tracing"


class LookedWith(StrEnum):
    """Who was asked, or where it was looked."""

    OWN_RECORDS = "own_records"
    GROUPS = "groups"
    SHELTERS = "shelters"
    HOSPITALS = "hospitals"
    CONSULATE = "consulate"
    COMPANIONS = "companions"
    SEEKER = "seeker"  # whether the seeker has heard something meanwhile
    OTHER = "other"


class LeadFrom(StrEnum):
    """Who says to have seen them."""

    AGENT = "agent"
    COMPANION = "companion"
    SHELTER = "shelter"
    HOSPITAL = "hospital"
    FAMILY = "family"
    NETWORK = "network"  # seen in a social network
    ANONYMOUS = "anonymous"
    OTHER = "other"


class Reliability(StrEnum):
    """How far whoever wrote it down believes it."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


class RiskSign(StrEnum):
    """What speaks against telling the seeker anything. Sealed; never shown to who takes the call."""

    VIOLENCE = "violence"  # at home, or by a former partner
    PERSECUTION = "persecution"
    TRAFFICKING = "trafficking"
    CHILD = "child"  # the person sought is a child, and it is not known who may decide for it
    DEBT = "debt"  # who seeks asks for money, or for the guide
    AUTHORITY = "authority"  # who seeks may be, or speak for, a body that could detain
    UNPROVEN = "unproven"  # the tie to the person sought could not be proven


class Verdict(StrEnum):
    """What a person decided after the risk check."""

    MAY_TELL = "may_tell"
    ASK_SPECIALIST = "ask_specialist"
    NEVER = "never"


class LocatedBy(StrEnum):
    """How it is known that the person is alive."""

    ENCOUNTER = "encounter"  # an encounter of ours
    MISSION = "mission"  # found by a mission of ours, in an encounter of it
    SPOKE = "spoke"  # we spoke with the person from afar
    OTHERS = "others"  # a shelter, hospital, consulate or other group says so
    SEEKER = "seeker"  # the seeker has heard from them


MEETS = frozenset({LocatedBy.ENCOUNTER, LocatedBy.MISSION})
"""Ways in which the person was met: the encounter is named, and counts."""


class Wish(StrEnum):
    """What the person located answered: what the seeker may be told. Nobody asked: nothing."""

    YES = "yes"
    MESSAGE = "message"  # a word for the seeker, and no way to reach the person
    ALIVE_ONLY = "alive_only"
    LATER = "later"
    NO = "no"


class Tell(StrEnum):
    """What can be told to the seeker. There is no word for a place: where they are is told by the person alone."""

    ALIVE = "alive"
    GREETING = "greeting"  # a word that the person gives for the seeker
    CALL = "call"  # a way to reach the person, chosen by the person


class Looks(StrEnum):
    """What somebody says who compared a record of ours with the person sought."""

    SAME = "same"
    OTHER = "other"
    UNSURE = "unsure"


class CloseReason(StrEnum):
    """Why a file rests. That nobody was found is no reason: such a file stays open, and is looked at again."""

    LOCATED = "located"
    WITHDRAWN = "withdrawn"  # by the seeker
    FORENSIC = "forensic"  # told to the forensic body, which tells the family
    MISTAKE = "mistake"  # nobody was missing
