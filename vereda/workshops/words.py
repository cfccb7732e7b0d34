"""The closed words of workshops: who takes part as what, what a session is, how a promise stands, what a visit may not be."""

from __future__ import annotations

from enum import StrEnum

BRIEFING = "1"
"""Version of what a visitor reads before a visit (`MAY_ASK`, `MAY_NOT`): it counts one more when a word of it changes."""

REACHES_MONTHS = (6, 12, 24)
"""Months after a workshop at which its report says what became of the promises."""

SCORES = range(1, 6)
"""What an answer of the evaluation can be: 1 not at all, 5 very much."""


class Part(StrEnum):
    """As what a delegation takes part."""

    GUESTS = "guests"
    HOSTS = "hosts"
    EXPERTS = "experts"
    ORGANISERS = "organisers"


class Session(StrEnum):
    """What is done in a session of the agenda."""

    TRENDS = "trends"
    LAWS = "laws"
    WORK = "work"  # how the groups work
    EXCHANGE = "exchange"  # the practice market
    VISIT = "visit"
    PLAN = "plan"  # what each country takes home
    TEST = "test"
    OTHER = "other"


class Toward(StrEnum):
    """What a promise is to change."""

    PACK = "pack"
    TEXT = "text"
    FORM = "form"
    COURSE = "course"
    AGREEMENT = "agreement"
    OTHER = "other"


class Standing(StrEnum):
    """How a promise stands."""

    OPEN = "open"
    BEGUN = "begun"
    KEPT = "kept"
    DROPPED = "dropped"


class Material(StrEnum):
    """What a material is."""

    DECK = "deck"
    LAWS = "laws"
    PRACTICES = "practices"
    PLAN = "plan"
    HANDOUT = "handout"


class Asked(StrEnum):
    """What the evaluation asks at the end."""

    USEFUL = "useful"
    CLEAR = "clear"
    WILL_USE = "will_use"
    WELL_RUN = "well_run"


class Reply(StrEnum):
    """What came back to an invitation."""

    COMES = "comes"
    DOES_NOT = "does_not"


class PointKind(StrEnum):
    """What a visit may go to: an official crossing, or a service of the country's directory."""

    CROSSING = "crossing"
    SERVICE = "service"


class Light(StrEnum):
    """How weather and security look on the morning."""

    CALM = "calm"
    WATCH = "watch"
    STOP = "stop"


class Decided(StrEnum):
    GO = "go"
    NO_GO = "no_go"


class NotYet(StrEnum):
    """Why a visit may not leave."""

    ANOTHER_DAY = "another_day"
    WEATHER = "weather"
    SECURITY = "security"
    NO_ROUTE = "no_route"
    NO_POINT = "no_point"
    NOBODY = "nobody"
    SEATS = "seats"
    BRIEFING = "briefing"
    PLACE_NOT_ASKED = "place_not_asked"
    ENFORCEMENT = "enforcement"


class HazardNow(StrEnum):
    """What a visit found of a hazard that the country's list names, or that it does not."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


class ServiceNow(StrEnum):
    WORKS = "works"
    CHANGED = "changed"
    CLOSED = "closed"


class MayAsk(StrEnum):
    """What guests may ask."""

    WORK = "work"
    SERVICES = "services"
    EQUIPMENT = "equipment"
    NUMBERS = "numbers"  # as they were published


class MayNot(StrEnum):
    """What guests neither photograph nor ask."""

    PEOPLE = "people"
    PRIVATE_SHELTER = "private_shelter"
    INFORMAL_CROSSING = "informal_crossing"
    STORIES = "stories"  # names, nationality, way and plans of anybody
    SCREENS = "screens"  # papers and screens with data of people


class PhotoGone(StrEnum):
    """Why a photograph is kept no more."""

    SHOWS = "shows"  # a second person found in it what may not be
    TAKEN_BACK = "taken_back"


IN_NO_PHOTO = (MayNot.PEOPLE, MayNot.PRIVATE_SHELTER, MayNot.INFORMAL_CROSSING, MayNot.SCREENS)
"""What both persons look for in a photograph. A story cannot be photographed."""
PHOTO_WAITS_DAYS = 14
"""Days after which a photograph that nobody confirmed goes."""


class Gap(StrEnum):
    """What has to be asked still; a report says it instead of a number."""

    DAYS = "days"
    TOTAL = "total"
    BY_COUNTRY = "by_country"
    ROLE = "role"
    LEAD = "lead"
    VISIT = "visit"
    DONOR = "donor"
    MINUTES = "minutes"
    ATTENDANCE = "attendance"
    EVALUATION = "evaluation"
    COMMITMENT = "commitment"


class Thing(StrEnum):
    """What can be taken back."""

    SESSION = "session"
    DELEGATION = "delegation"
    ORGANISER = "organiser"
    MATERIAL = "material"
    INTERPRETING = "interpreting"
    LINE = "line"
    ENGAGED = "engaged"
    COMMITMENT = "commitment"


class ExpertGone(StrEnum):
    """Why somebody is on the roster no more."""

    ASKED = "asked"
    LEFT = "left"
