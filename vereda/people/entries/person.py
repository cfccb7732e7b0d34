"""The facts of a person: as little as the help needs. The name stands in a sealed box of the person."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from vereda.logbook.schema import Code, Demand, FieldClass, Payload, Strict
from vereda.people.errors import NameTooLong, NameUnreadable

NAME_MOST = 255
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of all that follows: with them a line on a screen reads as somebody else wrote it."""
LINE_BREAKS = "\t\n\r\v\f\x85\u2028\u2029"
CLEANED = dict.fromkeys(map(ord, TURNING)) | dict.fromkeys(map(ord, LINE_BREAKS), " ")


def as_written(name: Any) -> Any:  # Any: what came from outside; what is no text is for pydantic to refuse
    """Return a name as the person writes it: no sign is changed but blanks around it, line breaks, and marks that turn text.

    Raises NameUnreadable for control characters and halves of characters, NameTooLong.
    """
    if not isinstance(name, str):
        return name
    if len(name) > NAME_MOST:
        raise NameTooLong(length=len(name), most=NAME_MOST)
    plain = name if name.isprintable() else name.translate(CLEANED)
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in plain):
        raise NameUnreadable
    return plain.strip()


Name = Annotated[str, BeforeValidator(as_written)]


class Identity(Strict):
    """What identifies a person, in the person's own spelling. As many family names as the person has."""

    given: Name = ""
    families: list[Name] = Field(default_factory=list, max_length=8)
    nickname: Name = ""
    birth_year_from: Annotated[int, Field(ge=1880, le=2200)] | None = None
    birth_year_to: Annotated[int, Field(ge=1880, le=2200)] | None = None
    document: Name = ""
    telephone: Name = ""


class PersonMet(Payload):
    """A person gave a name, for a purpose that needs one."""

    kind: ClassVar[str] = "people.person_met"
    subject_kind: ClassVar[str] = "person"
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {FieldClass.IDENTITY: Identity}
    nationality: str = Field(default="XX", pattern=r"^[A-Z]{2}$")
    sex: str = Field(default="U", pattern=r"^[FMXU]$")
    age_band: str = Field(default="U", max_length=6)
    purpose: str = Field(max_length=40)


class PersonDescribed(Payload):
    """What was said of a person again, better known."""

    kind: ClassVar[str] = "people.person_described"
    subject_kind: ClassVar[str] = "person"
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {FieldClass.IDENTITY: Identity}
    nationality: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    sex: str | None = Field(default=None, pattern=r"^[FMXU]$")
    age_band: str | None = Field(default=None, max_length=6)


class ErasureAsked(Payload):
    """The person asked to be erased, and somebody wrote it down; nothing is erased before a second account approves."""

    kind: ClassVar[str] = "people.erasure_asked"
    subject_kind: ClassVar[str] = "person"
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    reason: Code = "asked"


class ErasureReached(Payload):
    """Another group erased a record of the same person: this one waits for who decides for the country.

    It names that group, and is of a class that no post opens: no group learns of the other.
    """

    kind: ClassVar[str] = "people.erasure_reached"
    subject_kind: ClassVar[str] = "person"
    demands: ClassVar[Demand] = Demand("K2", "approve")
    sealed_as: ClassVar[FieldClass] = FieldClass.TRACING
    from_devices: ClassVar[bool] = False


class ErasureDeclined(Payload):
    """A second person looked at the request and did not approve it."""

    kind: ClassVar[str] = "people.erasure_declined"
    subject_kind: ClassVar[str] = "person"
    demands: ClassVar[Demand] = Demand("K2", "approve")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY


KINDS = (PersonMet, PersonDescribed, ErasureAsked, ErasureReached, ErasureDeclined)
