"""The closed words of training: how a session is held, when a test is taken, what came of it, what one must know for a duty."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vereda.said import noop


class Mode(StrEnum):
    """How a session is held."""

    ON_SITE = "on_site"
    ONLINE = "online"
    OWN_PACE = "own_pace"  # read by one person, on the desk or on a phone


class Moment(StrEnum):
    """When a test is taken: the same questions, before and after."""

    BEFORE = "before"
    AFTER = "after"


class How(StrEnum):
    """How it is known that somebody was there."""

    LIST = "list"  # whoever trains ticked the name
    CODE = "code"  # they opened the picture of the day on their own account
    PAST_LIST = "past_list"  # a list of before this program


class Applied(StrEnum):
    """Behaviour after 90 days, as the coordinator of the group saw it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_SEEN = "not_seen"


class Changed(StrEnum):
    """Results: what the group does otherwise since."""

    PRACTICE = "practice"
    FORM = "form"
    TEXT = "text"
    EQUIPMENT = "equipment"
    NOTHING_YET = "nothing_yet"


class ChangedFor(StrEnum):
    """Why a session is held otherwise than it was planned."""

    WORK = "work"  # an emergency, or too few on the shift
    TRAINER = "trainer"  # who teaches cannot
    PLACE = "place"  # the room or the way to it
    WEATHER = "weather"
    OTHER = "other"


class Item(StrEnum):
    """What the sheet at the end asks, each from 1 to 5, without a name."""

    USEFUL = "useful"
    CLEAR = "clear"
    PRACTISED = "practised"
    TRAINER = "trainer"
    SAFE = "safe"  # one could ask and disagree


class Theme(StrEnum):
    """What the page of the year counts apart."""

    TRAFFICKING = "trafficking"
    RIGHTS = "rights"


class RevokedFor(StrEnum):
    MISTAKE = "mistake"
    DATA_WRONG = "data_wrong"
    NOT_EARNED = "not_earned"


class Duty(StrEnum):
    """What not everybody may do: `data/duties.csv` says which topics it asks for."""

    BOAT = "boat"
    SCREENING = "screening"
    FIRST_AID = "first_aid"
    SEARCH = "search"


class Verdict(StrEnum):
    """What a certificate is worth, from its text alone."""

    VALID = "valid"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    FORGED = "forged"  # no published key made this signature over these words
    REVOKED = "revoked"
    UNREADABLE = "unreadable"


VERDICTS: Mapping[Verdict, str] = {
    Verdict.VALID: noop("Vale"),
    Verdict.EXPIRED: noop("Venció"),
    Verdict.NOT_YET: noop("Todavía no vale: su fecha es posterior a hoy"),
    Verdict.FORGED: noop("Falsa o alterada: ninguna llave publicada la firmó"),
    Verdict.REVOKED: noop("Se anuló: ya no vale"),
    Verdict.UNREADABLE: noop("No se puede leer: falta una parte, o no es una constancia"),
}
