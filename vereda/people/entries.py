"""The facts of a person: as little as the help needs. The name stands in a sealed box of the person."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, FieldClass, Payload, Strict

Name = Annotated[str, StringConstraints(max_length=255)]


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
    boxes: ClassVar = {FieldClass.IDENTITY: Identity}
    nationality: str = Field(default="XX", pattern=r"^[A-Z]{2}$")
    sex: str = Field(default="U", pattern=r"^[FMXU]$")
    age_band: str = Field(default="U", max_length=6)
    purpose: str = Field(max_length=40)


class PersonDescribed(Payload):
    """What was said of a person again, better known."""

    kind: ClassVar[str] = "people.person_described"
    subject_kind: ClassVar[str] = "person"
    boxes: ClassVar = {FieldClass.IDENTITY: Identity}
    nationality: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    sex: str | None = Field(default=None, pattern=r"^[FMXU]$")
    age_band: str | None = Field(default=None, max_length=6)


class ErasureAsked(Payload):
    """The person asked to be erased, and somebody wrote it down; nothing is erased before a second account approves."""

    kind: ClassVar[str] = "people.erasure_asked"
    subject_kind: ClassVar[str] = "person"
    reason: Code = "asked"


class ErasureDeclined(Payload):
    """A second person looked at the request and did not approve it."""

    kind: ClassVar[str] = "people.erasure_declined"
    subject_kind: ClassVar[str] = "person"


KINDS = (PersonMet, PersonDescribed, ErasureAsked, ErasureDeclined)
