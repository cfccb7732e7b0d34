"""The closed words of safety: alarms, the radio, incidents, closed areas, interference, points."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class DangerOutcome(StrEnum):
    """What it was. A false press is worth nothing against anybody: it is counted and never held against who pressed."""

    HELPED = "helped"
    FALSE_PRESS = "false_press"
    UNKNOWN = "unknown"


class DangerStep(StrEnum):
    """What somebody did about an officer in danger."""

    CALLED = "called"  # rang or radioed the officer, no answer or not yet safe
    ANSWERED = "answered"  # the officer was heard
    TEAM_SENT = "team_sent"
    EMERGENCY_CALLED = "emergency_called"  # the emergency number of the country
    NEIGHBOUR_ASKED = "neighbour_asked"  # another group or a partner goes
    FOUND = "found"
    OTHER = "other"


class Level(StrEnum):
    """To whom an alarm goes that nobody has read, in this order."""

    FIRST = "first"  # at once: post and headquarters
    POST = "post"
    COORDINATOR = "coordinator"
    HEADQUARTERS = "headquarters"


AFTER_MIN: Mapping[Level, int] = {Level.FIRST: 0, Level.POST: 1, Level.COORDINATOR: 3, Level.HEADQUARTERS: 5}
"""Minutes after the alarm at which each is warned while nobody has said to have read it."""

WARNS: Mapping[Level, frozenset[Level]] = {
    Level.FIRST: frozenset({Level.POST, Level.HEADQUARTERS}),
    Level.POST: frozenset({Level.POST}),
    Level.COORDINATOR: frozenset({Level.COORDINATOR}),
    Level.HEADQUARTERS: frozenset({Level.HEADQUARTERS}),
}
"""Whose numbers get a text message at each step."""

DANGER_WORD = "PELIGRO"
"""First word of a text message that raises an alarm; the rest may hold the id that the phone gave it."""


class Bearer(StrEnum):
    """Whose call sign it is."""

    PERSON = "person"
    VEHICLE = "vehicle"
    POST = "post"


class RadioWord(StrEnum):
    """What somebody called for."""

    CHECK_IN = "check_in"
    POSITION = "position"
    SUPPORT = "support"
    RELAY = "relay"
    OTHER = "other"


class Severity(StrEnum):
    """How grave an incident was, in three words that need no measuring."""

    NOTE = "note"  # to be known
    SERIOUS = "serious"  # the work stopped or changed
    GRAVE = "grave"  # somebody was hurt, held, or could have been


class Against(StrEnum):
    """Whom it met."""

    STAFF = "staff"
    NEAR = "near"  # near our work, nobody of ours
    GOODS = "goods"  # vehicle, equipment, the post


class IncidentDone(StrEnum):
    """What was done about an incident."""

    LEFT = "left"  # the team went away
    STOPPED_WORK = "stopped_work"
    CARED = "cared"  # somebody hurt was looked after
    ROUTE_CHANGED = "route_changed"
    AREA_CLOSED = "area_closed"
    REPLACED = "replaced"  # what was lost was replaced
    TALKED = "talked"  # the team was gathered and heard
    COMPLAINT = "complaint"  # a complaint was filed by who was met


class IncidentTold(StrEnum):
    """Who was told of an incident. Whom to tell is the coordinator's; no list of persons goes anywhere with it."""

    COORDINATION = "coordination"
    HEADQUARTERS = "headquarters"
    NEIGHBOURS = "neighbours"  # other groups, partners on the same ground
    EMERGENCY = "emergency"  # the emergency number of the country
    FAMILY = "family"  # of the colleague


class IncidentEnd(StrEnum):
    """How an incident was closed."""

    SETTLED = "settled"
    NOTHING_MORE = "nothing_more"  # nothing more can be done
    MISTAKE = "mistake"  # it was not what it seemed


class ClosedFor(StrEnum):
    """Why teams are not to go somewhere."""

    SHOTS = "shots"
    ROADBLOCK = "roadblock"
    THREAT = "threat"
    PATROLLED = "patrolled"  # an authority waits there: our coming would show where people are
    FLOOD = "flood"
    FIRE = "fire"
    ROAD = "road"  # the way is broken
    HEALTH = "health"
    OTHER = "other"


class Source(StrEnum):
    """Who said it, by kind and never by name."""

    TEAM = "team"
    COORDINATION = "coordination"
    HEADQUARTERS = "headquarters"
    NEIGHBOURS = "neighbours"
    CIVIL_PROTECTION = "civil_protection"
    COMMUNITY = "community"
    LANDOWNER = "landowner"
    AUTHORITY = "authority"
    PRESS = "press"


CLOSED_DAYS_MOST = 30
"""So many days an area is closed at most; renewed, from the day of renewing."""

CLOSED_ENDS_SOON_DAYS = 2


class Interfered(StrEnum):
    """What an authority did within sight or within two hours of our help."""

    WAITED = "waited"  # waited near the point
    DETAINED = "detained"
    ASKED_LISTS = "asked_lists"  # asked for our lists or records
    FOLLOWED = "followed"  # followed the team
    ASKED_TO_POINT = "asked_to_point"  # asked staff to point at people
    SEARCHED = "searched"  # searched people, the post or a vehicle of ours
    OTHER = "other"


class Within(StrEnum):
    """How near to our help."""

    SIGHT = "sight"
    TWO_HOURS = "two_hours"


class Witness(StrEnum):
    """Who tells it."""

    AGENT = "agent"
    PARTNER = "partner"
    PERSON = "person"


class WeDid(StrEnum):
    """What we did."""

    SPOKE = "spoke"  # said what the group is for, and what it does not do
    REFUSED = "refused"  # refused lists, or to point at anybody
    STAYED = "stayed"
    LEFT = "left"  # took the help elsewhere
    TOLD_RIGHTS = "told_rights"
    ADVICE = "advice"  # legal advice was called
    NOTHING = "nothing"


class Delivery(StrEnum):
    """How a record of interference reached the outside body."""

    LETTER = "letter"
    PORTAL = "portal"  # on the body's own page, by hand


MOVE_AFTER, MOVE_WITHIN_DAYS = 2, 30
"""After so many records within so many days at one place, the program proposes to move the service point."""


class PointState(StrEnum):
    """What was found or done at an assistance point, by one tap."""

    FINE = "fine"
    FILLED = "filled"
    EMPTY = "empty"
    BROKEN = "broken"
    VANDALISED = "vandalised"
    REPAIRED = "repaired"
    GONE = "gone"


NEEDS_HANDS = frozenset({PointState.EMPTY, PointState.BROKEN, PointState.VANDALISED, PointState.GONE})
"""States that wait for somebody; the others end them."""


class CapStatus(StrEnum):
    """How a warning of an authority is meant (CAP 1.2, `status`). Only `actual` is real."""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    TEST = "test"


class CapMessage(StrEnum):
    """What a message does (CAP 1.2, `msgType`)."""

    ALERT = "alert"
    UPDATE = "update"  # takes the place of those that it names
    CANCEL = "cancel"  # ends those that it names


class CapUrgency(StrEnum):
    """How soon to act (CAP 1.2)."""

    IMMEDIATE = "immediate"
    EXPECTED = "expected"  # within the hour
    FUTURE = "future"
    PAST = "past"
    UNKNOWN = "unknown"


class CapSeverity(StrEnum):
    """How much harm it threatens (CAP 1.2)."""

    EXTREME = "extreme"
    SEVERE = "severe"
    MODERATE = "moderate"
    MINOR = "minor"
    UNKNOWN = "unknown"


class CapCertainty(StrEnum):
    """How sure it is (CAP 1.2)."""

    OBSERVED = "observed"
    LIKELY = "likely"  # more than one in two
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


class GivenFor(StrEnum):
    """What a post warns others of: dangers of the land and the way, and never what people or an authority do."""

    FLOOD = "flood"
    FIRE = "fire"
    ROAD = "road"
    HEAT = "heat"
    COLD = "cold"
    STORM = "storm"


GIVEN_HOURS_MOST = 7 * 24
"""So long a warning of ours stands at most; after that another one is given."""

WARNED_HOURS = 24
"""So long a warning stands that says no end of its own, counted from when it was sent."""

NEAR_KM = 100
"""A warning whose area begins farther from the post than that stands on its page alone."""
