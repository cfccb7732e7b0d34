"""Consent in words: the texts as they are read, what a person allowed or refused, how it was given and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.access.door import Action, Reader, RecordClass, may, relation_to
from vereda.countries.door import pack
from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import consent_child
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import referrals as words
from vereda.encounters.door import Encounter, persons_of
from vereda.guidance import door as guidance
from vereda.logbook import door as logbook
from vereda.people import door as people
from vereda.people.door import Consent, ConsentFor


@dataclass(frozen=True)
class Text:
    """A text as it is read aloud. tag: of the language, for the voice of a browser."""

    language: str
    tag: str
    called: str
    version: int
    text: str
    is_signed: bool


@dataclass(frozen=True)
class Purpose:
    """One purpose of a reading. state: allowed, refused, taken."""

    code: str
    said: str
    state: str
    version: str


@dataclass(frozen=True)
class Shown:
    """A reading in words. witness: '' where none stood by, or it is erased; is_open: something of it still holds.

    for_child  who said yes for somebody under 18, in lines
    """

    row: Consent
    folio: str
    whose: str
    at: datetime
    how: str
    who: str
    witness: str
    for_child: Sequence[str]
    purposes: Sequence[Purpose]
    is_open: bool


def languages(country: str) -> list[tuple[str, str]]:
    """Return the languages in which a text for telling others is written, the country's own first."""
    return [(one.language, one.called) for one in texts_of(ConsentFor.REFER, country)]


def texts_of(purpose: str, country: str) -> list[Text]:
    """Return a text in each language in which somebody wrote it, the country's own first."""
    main = pack(country).country.main_language
    found = [(code, people.consents.texts(code).get(ConsentFor(purpose))) for code in pack(country).languages]
    there = [(code, one) for code, one in found if one is not None]
    return [
        Text(
            code,
            pack(country).languages[code].iso639_1 or code,
            guidance.own_name(country, code),
            one.version,
            one.text,
            one.signed_on is not None,
        )
        for code, one in sorted(there, key=lambda pair: (pair[0] != main, pair[0]))
    ]


def said_of(row: Consent) -> str:
    """Return when and how somebody said yes, in a line."""
    at = timezone.localtime(row.asked_at)
    return f"{shortday(at)} {clock(at)}, {words.said(words.MODES, row.mode).lower()}"


def of_encounter(reader: Reader, row: Encounter) -> list[Consent]:
    """Return the readings in an encounter, and those of who gave a name there where the reader may know of them."""
    rows = people.consents.consents_of(row.country, encounter=row.subject)
    found = logbook.subject(row.subject)
    for one in persons_of(found.folded.state) if found else ():
        rows += people.consents.consents_of(row.country, person=UUID(one))
    return [one for one in rows if may_see(reader, one.group)]


def may_see(reader: Reader, group: str) -> bool:
    """Tell whether the reader may know what somebody of a group allowed: who works on cases of the group does too."""
    relation = relation_to(reader, country=reader.country, groups=[group], is_case=reader.group == group)
    return may(reader, RecordClass.K2, Action.READ, relation)


def may_ask(reader: Reader, group: str) -> bool:
    """Tell whether the reader may write down a reading."""
    relation = relation_to(reader, country=reader.country, groups=[group], is_case=reader.group == group)
    return may(reader, RecordClass.K2, Action.WRITE, relation)


def shown(rows: Sequence[Consent], reader: Reader) -> list[Shown]:
    """Return readings in words. What a child said, and why it serves the child, is read by who carries cases of protection."""
    names, named = names_of({row.asked_by for row in rows}), Labels(reader.country)
    return [_shown(row, who_is(row.asked_by, names), named, is_whole=_may_know_why(reader, row.group)) for row in rows]


def _may_know_why(reader: Reader, group: str) -> bool:
    relation = relation_to(reader, country=reader.country, groups=[group], is_case=reader.group == group)
    return may(reader, RecordClass.K4, Action.READ, relation)


def _shown(row: Consent, who: str, named: Labels, *, is_whole: bool) -> Shown:
    read = {str(purpose): (version, str(language)) for purpose, version, language in row.texts}
    purposes = [
        Purpose(one, words.said(words.PURPOSES, one), _state(row, one), _version(*read[one], named))
        for one in words.PURPOSES
        if one in read
    ]
    return Shown(
        row=row,
        folio=folio(row.subject),
        whose=folio(row.person) if row.person else "",
        at=timezone.localtime(row.asked_at),
        how=words.said(words.MODES, row.mode) if row.mode else "",
        who=who,
        witness=people.consents.witness(row),
        for_child=consent_child.said(people.consents.for_child(row), is_whole=is_whole),
        purposes=purposes,
        is_open=bool(row.allowed),
    )


def _state(row: Consent, purpose: str) -> str:
    if purpose in row.allowed:
        return "allowed"
    return "refused" if purpose in row.refused else "taken"


def _version(version: str | int, language: str, named: Labels) -> str:
    return _("texto {version}, {language}").format(version=version, language=named.language(language))
