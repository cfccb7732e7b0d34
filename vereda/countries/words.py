"""Closed words that every country pack shares: roles, terrains, how a category is counted, what a status is worth.

Institutions, categories, laws and numbers are rows of a pack, never words here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What an institution does, whatever it is called in a country."""

    NETWORK = "network"
    MIGRATION_AUTHORITY = "migration_authority"
    POLICE = "police"
    MILITARY = "military"
    PROSECUTOR = "prosecutor"
    CHILD_PROTECTION = "child_protection"
    CONSULATE = "consulate"
    OMBUDSPERSON = "ombudsperson"
    REFUGEE_AUTHORITY = "refugee_authority"
    EMERGENCY = "emergency"
    CIVIL_PROTECTION = "civil_protection"
    FIRE_RESCUE = "fire_rescue"
    RED_CROSS = "red_cross"
    HEALTH = "health"
    SHELTER_NETWORK = "shelter_network"
    LEGAL_AID = "legal_aid"
    SEARCH_AUTHORITY = "search_authority"
    VICTIMS_AUTHORITY = "victims_authority"
    INTERNATIONAL = "international"
    LOCAL_GOVERNMENT = "local_government"


#: Roles that hold no account, token, webhook, referral or bundle. A pack cannot take one off this list.
ENFORCEMENT = frozenset({Role.MIGRATION_AUTHORITY, Role.POLICE, Role.MILITARY, Role.PROSECUTOR})


class Terrain(StrEnum):
    """Ground that a group works on; it decides hazards, means and drills."""

    RIVER = "river"
    DESERT = "desert"
    MOUNTAIN = "mountain"
    JUNGLE = "jungle"
    FOREST = "forest"
    RAILWAY = "railway"
    COAST = "coast"
    HIGHWAY = "highway"
    URBAN = "urban"
    RESERVOIR = "reservoir"


class CountedFrom(StrEnum):
    """Where the number of an official category comes from."""

    SERVICE = "service"
    BODY = "body"
    PATROL = "patrol"


class Unit(StrEnum):
    """What one of a service is."""

    PERSON = "person"
    ITEM = "item"
    REPORT = "report"


class Meter(StrEnum):
    """What the meter of a vehicle counts."""

    KM = "km"
    HOURS = "hours"


class Surface(StrEnum):
    """Which vehicles a check before leaving is for."""

    LAND = "land"
    WATER = "water"
    ALL = "all"


class AlertWordKind(StrEnum):
    """What a word of an alert tells."""

    NEED = "need"
    URGENT = "urgent"
    WAY = "way"
    HEADING = "heading"
    MEANS = "means"
    WATER = "water"


ALERT_LISTS = {
    "alert_needs": AlertWordKind.NEED,
    "alert_urgent": AlertWordKind.URGENT,
    "alert_ways": AlertWordKind.WAY,
    "alert_headings": AlertWordKind.HEADING,
    "alert_means": AlertWordKind.MEANS,
    "alert_water": AlertWordKind.WATER,
}
"""The lists of a form whose answers are words of an alert."""


class MissionWordKind(StrEnum):
    """What a word of a mission tells."""

    MEANS = "means"
    CLUE = "clue"


class Urgency(StrEnum):
    """How far a rule raises an alert. There is no word below the usual: nothing says that somebody can wait."""

    SOON = "soon"
    NOW = "now"


class TriageFact(StrEnum):
    """What of an alert a rule looks at. `seen_h`: hours since the people were seen or heard last, as of now."""

    URGENT = "urgent"
    NEEDS = "needs"
    MEANS = "means"
    WATER_LEFT = "water_left"
    GUIDE_LEFT = "guide_left"
    PEOPLE = "people"
    CHILDREN = "children"
    BATTERY_PCT = "battery_pct"
    SEEN_H = "seen_h"


class TriageTest(StrEnum):
    """How a rule looks at it: one of some codes was told; a number is at least, or at most, so much; it was told to be so."""

    ANY_OF = "any_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS = "is"


class Precision(StrEnum):
    """How near a coordinate is to the thing it stands for."""

    EXACT = "exact"
    CITY_CENTRE = "city_centre"
    NEAREST_TOWN = "nearest_town"
    STATE_CENTRE = "state_centre"
    NONE = "none"


class TermUnit(StrEnum):
    """In what a legal term is counted, or why it has no number."""

    HOURS = "hours"
    DAYS = "days"  # the source does not say which: the shorter way is counted, and said
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    CALENDAR_DAYS_REPEAT = "calendar_days_repeat"
    MONTHS = "months"
    YEAR = "year"
    ANY_TIME = "any_time"
    IMMEDIATE = "immediate"
    TRACK_ONLY = "track_only"
    NO_TERM_FOUND = "no_term_found"
    SET_BY_COUNSEL = "set_by_counsel"


#: Units that need a number. The others say why there is none.
COUNTED_UNITS = frozenset(
    {
        TermUnit.HOURS,
        TermUnit.DAYS,
        TermUnit.WORKING_DAYS,
        TermUnit.CALENDAR_DAYS,
        TermUnit.CALENDAR_DAYS_REPEAT,
        TermUnit.MONTHS,
        TermUnit.YEAR,
    }
)


class Duty(StrEnum):
    """What data-protection law is asked about, the same in each country, so that profiles can be laid side by side."""

    BASIS = "basis"
    ACCESS = "access"
    BREACH = "breach"
    CONSENT = "consent"
    KEEPING = "keeping"
    ERASING = "erasing"
    OFFICER = "officer"
    RECORDS = "records"
    SECURITY = "security"
    TRAINING = "training"


class CrossingKind(StrEnum):
    """Formal places only: an informal crossing is a sealed note of the group that knows it, never a row of a pack."""

    FORMAL = "formal"
    FORMAL_LOCAL = "formal_local"
    RIVER_LOCAL = "river_local"


class DirectoryKind(StrEnum):
    """Kinds of helpers in the directory of services."""

    SHELTER = "shelter"
    SHELTER_WOMEN_CHILDREN = "shelter_women_children"
    SHELTER_CHILDREN = "shelter_children"
    CHILDREN_SERVICES = "children_services"
    HOSPITAL = "hospital"
    LEGAL_AID = "legal_aid"
    ASYLUM_AUTHORITY = "asylum_authority"
    HUMAN_RIGHTS_COMMISSION = "human_rights_commission"
    CONSULATE = "consulate"
    CHILD_PROTECTION = "child_protection"
    TRAFFICKING_AUTHORITY = "trafficking_authority"
    LOCAL_GOVERNMENT = "local_government"
    CARE_CENTRE = "care_centre"
    TEMPORARY_CENTRE = "temporary_centre"
    REHABILITATION = "rehabilitation"
    RED_CROSS = "red_cross"
    UN_OFFICE = "un_office"


#: Houses whose address and coordinates stand nowhere in Vereda.
HIDDEN_PLACES = frozenset({DirectoryKind.SHELTER_WOMEN_CHILDREN, DirectoryKind.SHELTER_CHILDREN, DirectoryKind.CHILDREN_SERVICES})

#: Kinds of the directory whose institutions may receive somebody, and hold a partner's account, as roles. Absent: consulates, the
#: asylum authority, trafficking offices (prosecutors), centres of the authority that also detains.
RECEIVES_AS: Mapping[str, Role] = {
    DirectoryKind.HOSPITAL: Role.HEALTH,
    DirectoryKind.CARE_CENTRE: Role.HEALTH,
    DirectoryKind.REHABILITATION: Role.HEALTH,
    DirectoryKind.SHELTER: Role.SHELTER_NETWORK,
    DirectoryKind.SHELTER_WOMEN_CHILDREN: Role.SHELTER_NETWORK,
    DirectoryKind.SHELTER_CHILDREN: Role.SHELTER_NETWORK,
    DirectoryKind.CHILDREN_SERVICES: Role.CHILD_PROTECTION,
    DirectoryKind.CHILD_PROTECTION: Role.CHILD_PROTECTION,
    DirectoryKind.LEGAL_AID: Role.LEGAL_AID,
    DirectoryKind.HUMAN_RIGHTS_COMMISSION: Role.OMBUDSPERSON,
    DirectoryKind.LOCAL_GOVERNMENT: Role.LOCAL_GOVERNMENT,
    DirectoryKind.RED_CROSS: Role.RED_CROSS,
    DirectoryKind.UN_OFFICE: Role.INTERNATIONAL,
}


class TopicKind(StrEnum):
    """What of the library of guidance a topic is, in the order in which it is read."""

    RIGHT = "right"
    DANGER = "danger"
    SERVICE = "service"
    PROCEDURE = "procedure"
    NUMBER = "number"
    CALL = "call"  # what happens to who calls
    KEPT = "kept"  # what the groups keep about who was helped


class Consent(StrEnum):
    """What a place agreed to have shown of it. A shelter decides; a public office has no say."""

    PUBLIC = "public"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    NAME_AND_CITY = "name_and_city"
    ALL = "all"


#: Nothing is shown of a place that said no or was never asked.
UNSHOWN = frozenset({Consent.NOT_ASKED, Consent.REFUSED})

FIRST_COUNTRY = "mx"
"""The pack that an installation uses when nobody names one, and whose lists a new country begins with."""

UNKNOWN_NATIONALITY = "XX"
STATELESS = "XS"


class Status(StrEnum):
    """How far a row may be trusted. Only those in `VERIFIED` can ever reach a migrant, and then after a review."""

    CONFIRMED = "confirmed"
    SOURCE_READ = "source_read"
    TEXT_SEEN = "text_seen"
    VERIFIED = "verified"
    STANDARD = "standard"
    NAMED_IN_SOURCE = "named_in_source"
    PORT_NAME_SEEN = "port_name_seen"
    PARTLY_VERIFIED = "partly_verified"
    SECOND_HAND = "second_hand"
    STALE_SOURCE = "stale_source"
    TEMPORARY = "temporary"
    CLOSED = "closed"
    NUMBER_UNSOURCED = "number_unsourced"
    GENERAL_KNOWLEDGE = "general_knowledge"
    ASSUMED = "assumed"
    PROPOSAL = "proposal"
    DRAFTED = "drafted"
    UNCONFIRMED = "unconfirmed"
    UNVERIFIED = "unverified"
    UNSOURCED = "unsourced"


#: Statuses that say: somebody read a source, recent enough, for the whole row.
VERIFIED = frozenset(
    {
        Status.CONFIRMED,
        Status.SOURCE_READ,
        Status.TEXT_SEEN,
        Status.VERIFIED,
        Status.STANDARD,
        Status.NAMED_IN_SOURCE,
        Status.PORT_NAME_SEEN,
    }
)
