"""The closed words of access: who reads, what, how far, and for which purpose. What is not a word here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from vereda.countries.door import ENFORCEMENT
from vereda.countries.door import Role as InstitutionRole

__all__ = [
    "APART", "CASE_CLASSES", "CODE_MIN", "CONFIRM_DAYS", "ENFORCEMENT", "GRANTED_BY_COORDINATORS", "GROUP_ROLES",
    "HEADQUARTERS", "LOCAL_DEVICES", "LOCKED_KINDS", "OPERATOR", "Action", "CodeFor", "Decision", "Event", "Held",
    "Holding", "InstitutionRole", "Part", "Purpose", "Reader", "Reason", "RecordClass", "RevokedFor", "Role", "Scope",
    "Standing",
]  # fmt: skip


class Role(StrEnum):
    """What somebody is here to do. A new role needs a page in docs/decisions/ (rules.md, section 3)."""

    AGENT = "agent"
    PARAMEDIC = "paramedic"
    CASE_WORKER = "case_worker"
    LEGAL_ADVISER = "legal_adviser"
    TRACING_OFFICER = "tracing_officer"
    COORDINATOR = "coordinator"
    STATE_OFFICE = "state_office"
    STATISTICS = "statistics"
    TRAINER = "trainer"
    CONTENT_EDITOR = "content_editor"
    CONTENT_APPROVER = "content_approver"
    DATA_PROTECTION = "data_protection"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"
    IDENTITY_REVIEW = "identity_review"
    HEADQUARTERS_DUTY = "headquarters_duty"
    PROGRAMME_OFFICER = "programme_officer"


class Purpose(StrEnum):
    """Why somebody looks. Closed for ever on the side of enforcement: there is no such purpose, and no place for one."""

    ASSIST = "assist"
    RESCUE = "rescue"
    MEDICAL = "medical"
    PROTECTION_CASE = "protection_case"
    LEGAL_AID = "legal_aid"
    TRACING = "tracing"
    TRAINING = "training"
    STATISTICS = "statistics"
    QUALITY_AUDIT = "quality_audit"
    DATA_SUBJECT_REQUEST = "data_subject_request"


class RecordClass(StrEnum):
    """What is looked at."""

    K0 = "K0"  # public library
    K1 = "K1"  # anonymous contact: encounters, tallies, patrols
    K2 = "K2"  # identity and contact
    K3 = "K3"  # health
    K4 = "K4"  # protection: screening, violence, torture, child
    K5 = "K5"  # legal
    K6 = "K6"  # tracing
    K7 = "K7"  # incident, sealed
    K8 = "K8"  # statistics
    K9 = "K9"  # who read what
    K10 = "K10"  # configuration and accounts


CASE_CLASSES = frozenset(RecordClass(f"K{n}") for n in range(1, 8))
"""Data about people we met: a second factor is asked of every account that can read or write one of these."""


class Action(StrEnum):
    READ = "read"
    WRITE = "write"
    APPROVE = "approve"
    EXPORT = "export"


class Event(StrEnum):
    """What stands in the read log beside the four actions."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    GLASS_BROKEN = "glass_broken"


class Scope(StrEnum):
    """How far a right reaches; also how a record stands to its reader."""

    EVERYONE = "everyone"  # belongs to nobody's group: the library
    OWN_GROUP = "own_group"  # the reader's group owns it, or holds a grant (referral, hand-over, joint mission)
    STATE = "state"
    COUNTRY = "country"
    CASE = "case"  # the case is assigned to the reader
    REQUEST = "request"  # belongs to the file of a data subject's request
    REFERRAL = "referral"  # a referral that is offered to the reader's institution, or that it accepted
    BREAK_GLASS = "break_glass"  # opened in an emergency, with a reason, for one record and one hour


class Part(StrEnum):
    """How much of a record class: a row with a part opens that part and nothing else."""

    WHOLE = "whole"
    SAFETY_FLAG = "safety_flag"  # 'do not give penicillin', never why
    ALERT_TEXT = "alert_text"
    FLAG = "flag"
    SEXUAL_VIOLENCE = "sexual_violence"
    TORTURE = "torture"
    CONSENTED = "consented"  # what the person agreed to show to this role
    COUNTS = "counts"
    POST = "post"  # roster, stock, patrols, reported totals
    ALARM = "alarm"  # answering for an officer in danger, and nothing else
    INTERFERENCE = "interference"  # records of what an authority did near our help, and nothing else that is sealed
    MINIMUM = "minimum"  # the least a referral needs
    PAIR = "pair"  # two records that may be the same person, side by side
    PROTECTED = "protected"  # after disclosure control
    PROGRAMME = "programme"  # what was promised to donors: frameworks, protected figures, grants
    HEALTH = "health"  # whether the machinery runs
    DRAFT = "draft"
    COURSES = "courses"
    SESSIONS = "sessions"  # who was trained in what, of the own group
    WORKSHOPS = "workshops"  # who comes to a workshop, what was promised there, field visits
    EXCHANGE = "exchange"  # which installations and programs of others are trusted, and what went and came
    GROUP_USERS = "group_users"
    GLASS = "glass"  # what was opened in an emergency: told at once, reviewed afterwards


APART = frozenset({Part.SEXUAL_VIOLENCE, Part.TORTURE})
"""Parts that a right to the whole does not open: each needs a line of its own in the matrix."""


class Reason(StrEnum):
    """Why a question was answered as it was; tests and logs speak these codes, pages only ever say 'no'."""

    ALLOWED = "allowed"
    UNKNOWN_WORD = "unknown_word"
    CLASS_NOT_HELD = "class_not_held"
    ACTION_NOT_HELD = "action_not_held"
    PART_NOT_HELD = "part_not_held"
    PURPOSE_MISSING = "purpose_missing"
    PURPOSE_NOT_HELD = "purpose_not_held"
    OUT_OF_SCOPE = "out_of_scope"


class Holding(StrEnum):
    """What an institution could hold of us, in any form."""

    ACCOUNT = "account"
    TOKEN = "token"  # noqa: S105  the word, not one
    WEBHOOK = "webhook"
    REFERRAL = "referral"
    BUNDLE = "bundle"


class Standing(StrEnum):
    """What a membership is worth today."""

    LIVE = "live"
    NOT_YET = "not_yet"
    ENDED = "ended"
    UNCONFIRMED = "unconfirmed"
    REVOKED = "revoked"
    REFUSED = "refused"  # an entry that grants to an enforcement post is kept, and is worth nothing


class RevokedFor(StrEnum):
    POSTING_ENDED = "posting_ended"
    LEFT = "left"
    ROLE_CHANGED = "role_changed"
    ENFORCEMENT_POST = "enforcement_post"
    MISTAKE = "mistake"
    MISUSE = "misuse"


GROUP_ROLES = frozenset({Role.AGENT, Role.PARAMEDIC, Role.CASE_WORKER, Role.COORDINATOR})
"""Roles that exist only within a group."""

GRANTED_BY_COORDINATORS = frozenset({Role.AGENT, Role.PARAMEDIC})
"""What a coordinator may give in the own group; the rest is given by administrators."""

CONFIRM_DAYS = 90
"""Days after which somebody must say again that the person still holds the posting (rules.md, section 1)."""

OPERATOR = "operator"
"""Whoever runs a command on this machine; no role of the matrix, and so no right that the matrix gives."""


HEADQUARTERS = "central"
"""The group of entries that an office writes: the logbook asks for one, and an office has none."""

LOCAL_DEVICES = frozenset({"desk", "cli", "import"})
"""Names that this installation writes under; anything else is the id of an enrolled device."""


CODE_MIN = 15
"""Minutes for which a one-time code can be used (SEC-032)."""


class CodeFor(StrEnum):
    """What a one-time code lets its bearer do, once."""

    DEVICE = "device"  # enrol a phone, with its first agent where the code names one
    AGENT = "agent"  # add an agent to a phone of the group
    NODE = "node"  # enrol the mini-PC of a post


LOCKED_KINDS: Mapping[str, frozenset[str] | None] = {
    "encounters.recorded": frozenset({"whereabouts"}),
    "groups.patrol_checked_in": None,
    "safety.officer_in_danger": None,
    "rescue.alert_received": None,
}
"""What a phone may write that nobody unlocked (author = device), and which boxes with it; None: all that the kind has."""


@dataclass(frozen=True)
class Held:
    """One live membership of an account."""

    id: str
    role: Role
    country: str
    group: str = ""
    state: str = ""
    institution: str = ""


@dataclass(frozen=True)
class Reader:
    """Who looks, in the one role and for the one purpose of this request.

    account  id of the account, or 'operator'
    group    pack code of the own group, '' for people of an office
    state    ISO 3166-2 of the own group's post or of the own office
    institution  of a partner: code of the directory, '' for everybody else
    """

    account: str
    display_name: str
    role: str
    country: str
    group: str = ""
    state: str = ""
    memberships: tuple[Held, ...] = ()
    purpose: Purpose | None = None
    device: str = "desk"
    institution: str = ""

    def with_purpose(self, purpose: Purpose | None) -> Reader:
        """Return the same reader, looking for another purpose."""
        return replace(self, purpose=purpose)


@dataclass(frozen=True)
class Decision:
    """The answer of the policy; true when allowed."""

    allowed: bool
    reason: Reason

    def __bool__(self) -> bool:
        return self.allowed
