"""Two records side by side as the desk shows them, and which records are one person. Names of who allows it alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import NotForYou, Part, Reader, RecordClass, log_read, reach_of
from vereda.desk.labels import ONE, Labels, folio
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import pairs as words
from vereda.encounters.door import Encounter, encounters_among
from vereda.logbook.door import linked_to
from vereda.logbook.schema import uuid7
from vereda.people import door as people
from vereda.people.door import Agreement, Person, PersonLink, Trait, UndoneFor

K2 = RecordClass.K2
NOT_KNOWN = "—"


@dataclass(frozen=True)
class Row:
    """One trait of both. mark: name of the shape."""

    trait: str
    left: str
    right: str
    agreement: str
    said: str
    mark: str


@dataclass(frozen=True)
class Head:
    """What stands above a record: folio, whose it is, in which month the person was met last.

    The month and no day: who compares names needs no trail of where somebody was when.
    """

    subject: UUID
    folio: str
    group: str
    met_in: str


@dataclass(frozen=True)
class Said:
    """What somebody said of two records. undone: who took it back, '' for nobody."""

    entry: str
    says: str
    who: str
    at: datetime
    undone: str
    undone_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Shown:
    """Two records, ready to be drawn. known: entries of this pair that are shown; entry: id of the answer."""

    link: UUID
    heads: tuple[Head, Head]
    rows: Sequence[Row]
    because: Sequence[str]
    said: Sequence[Said]
    known: str
    entry: UUID
    is_split: bool


def country_of(reader: Reader) -> str:
    """Return the country whose pairs the reader compares; raises NotForYou for who compares none."""
    if reach_of(reader, K2, part=Part.PAIR).kind != "country":
        raise NotForYou
    return reader.country


def next_pair(reader: Reader, skip: Sequence[UUID]) -> Shown | None:
    """Return the next pair that waits, and log the look at each record."""
    found = people.links.waiting(reader.country, skip=skip)
    return shown(reader, found[0].left, found[0].right) if found else None


def one_pair(reader: Reader, left: UUID, right: UUID) -> Shown:
    """Return a pair that the matching found or of which something was said; any other two records are not there together."""
    if not is_there(reader, left, right):
        raise NotForYou
    return shown(reader, left, right)


def is_there(reader: Reader, left: UUID, right: UUID) -> bool:
    """Tell whether two records stand side by side: found by the matching or decided before, and both allow it now."""
    is_known = people.links.is_waiting(left, right, reader.country) or people.links.link(left, right) is not None
    return is_known and {left, right} <= people.who_allow([left, right], reader.country)


def waiting(country: str) -> str:
    """Say how many pairs wait, at most."""
    return waiting_said(people.links.count_waiting(country))


def waiting_said(n: int) -> str:
    """Say it."""
    return ngettext("Espera %(n)s par.", "Esperan %(n)s pares.", n) % {"n": n}


def reasons(text: str) -> list[str]:
    """Return the reasons that a page sent back: words of ours, one a trait."""
    known = {f"{trait.value}:{agreement.value}" for trait in Trait for agreement in Agreement}
    return sorted({one.partition(":")[0]: one for one in sorted(known & set(text.split(",")))}.values())


def shown(reader: Reader, one: UUID, other: UUID) -> Shown:
    """Return two records side by side, and log the look at each.

    Of a pair that was drawn by chance nothing is told that was said of it before: who looks shall not follow the program.
    """
    rows = people.persons_of([one, other])
    left, right = rows[one], rows[other]
    for row in (left, right):
        log_read(reader, K2, subject=row.subject)
    told = people.identities([left, right])
    sides = [
        people.beside.Side(
            identity=told.get(row.subject, people.Identity()), nationality=row.nationality, sex=row.sex, age_band=row.age_band
        )
        for row in (left, right)
    ]
    met = [_meetings(row) for row in (left, right)]
    days = [{one.local_on for one in some.values()} for some in met]
    together, same_day = bool(met[0].keys() & met[1].keys()), bool(days[0] & days[1])
    found = people.beside.traits(sides[0], sides[1], together=together, same_day=same_day)
    labels = Labels(reader.country)
    link = None if people.links.is_blind(one, other) else people.links.link(one, other)
    values = [_values(side, row, labels) for side, row in zip(sides, (left, right), strict=True)]
    return Shown(
        link=people.links.subject_of(one, other),
        heads=(_head(left, met[0], labels), _head(right, met[1], labels)),
        rows=[_row(trait, agreement, values) for trait, agreement in found.items() if _is_shown(trait, agreement, values)],
        because=people.beside.codes(found),
        said=list(said_of([link])) if link else [],
        known=",".join(word[0] for word in link.words) if link else "",
        entry=uuid7(int(timezone.now().timestamp() * 1000)),
        is_split=bool(link and link.is_split),
    )


def _meetings(row: Person) -> dict[UUID, Encounter]:
    """Return the meetings of a person. Who was named in the same one is somebody else."""
    return {one.subject: one for one in encounters_among(linked_to(row.subject), row.group, row.country)}


def _head(row: Person, met: Mapping[UUID, Encounter], labels: Labels) -> Head:
    last = max((one.local_on for one in met.values()), default=None)
    month = formats.date_format(last, "YEAR_MONTH_FORMAT") if last else ""
    return Head(row.subject, folio(row.subject), labels.group(row.group), month)


def _values(side: people.beside.Side, row: Person, labels: Labels) -> dict[Trait, str]:
    told = side.identity
    years = sorted({str(year) for year in (told.birth_year_from, told.birth_year_to) if year is not None})
    return {
        Trait.GIVEN: told.given,
        Trait.FAMILIES: " ".join(told.families),
        Trait.CALLED: told.nickname,
        Trait.BIRTH: _(" a ").join(years) if years else (labels.band(row.age_band) if row.age_band != "U" else ""),
        Trait.SEX: str(ONE[row.sex]) if row.sex != "U" else "",
        Trait.NATIONALITY: labels.nationality(row.nationality) if row.nationality != "XX" else "",
        Trait.TELEPHONE: told.telephone,
        Trait.DOCUMENT: told.document,
        Trait.TOGETHER: _("en un mismo encuentro"),
        Trait.SAME_DAY: _("en dos encuentros"),
    }


def _is_shown(trait: Trait, agreement: Agreement, values: Sequence[dict[Trait, str]]) -> bool:
    """Leave out what neither says, and that nobody saw the two together or on one day."""
    if trait in (Trait.TOGETHER, Trait.SAME_DAY):
        return agreement is not Agreement.UNKNOWN
    return any(value[trait] for value in values)


def _row(trait: Trait, agreement: Agreement, values: Sequence[dict[Trait, str]]) -> Row:
    left, right = (value[trait] or NOT_KNOWN for value in values)
    return Row(str(words.TRAITS[trait]), left, right, agreement.value, str(words.AGREEMENTS[agreement]), words.MARKS[agreement])


def said_of(rows: Iterable[PersonLink]) -> Iterable[Said]:
    """Yield all that was said of some pairs, with who took it back, the latest first."""
    told = [word for row in rows for word in row.words]
    names = names_of({account for word in told for account in (word[2], word[6][1] if word[6] else "")})
    for entry, says, author, at, by_program, _because, undone in sorted(told, key=lambda word: (word[3], word[0]), reverse=True):
        yield Said(
            entry=entry,
            says=str(words.SAYS[says]),
            who=_("El programa") if by_program else who_is(author, names),
            at=timezone.localtime(datetime.fromisoformat(at)),
            undone=who_is(undone[1], names) if undone else "",
            undone_at=timezone.localtime(datetime.fromisoformat(undone[2])) if undone else None,
            reason=str(words.UNDONE[UndoneFor(undone[3])]) if undone else "",
        )


@dataclass(frozen=True)
class Recent:
    """A decision of the reader, that one key takes back. person: a record of it that is still here."""

    link: UUID
    entry: UUID
    left: UUID
    right: UUID
    person: UUID | None
    folios: tuple[str, str]
    says: str
    at: datetime


def recent(reader: Reader, most: int = 10) -> list[Recent]:
    """Return what the reader said last and did not take back."""
    said = people.links.words_of(reader.account, reader.country, most)
    here = people.persons_of([end for row, _entry in said for end in (row.left, row.right)])
    found = []
    for row, entry in said:
        word = next(one for one in row.words if one[0] == str(entry))
        at = timezone.localtime(datetime.fromisoformat(word[3]))
        folios = (folio(row.left), folio(row.right))
        person = next((end for end in (row.left, row.right) if end in here), None)
        found.append(Recent(row.subject, entry, row.left, row.right, person, folios, str(words.SAYS[word[1]]), at))
    return found


@dataclass(frozen=True)
class OddShown:
    """A pair that asks for another look, by folio. is_open: both allow it and are seen side by side; else it is taken apart."""

    left: UUID
    right: UUID
    is_open: bool
    folios: tuple[str, str]
    why: str


def odd(reader: Reader) -> list[OddShown]:
    """Return the pairs that do not go with what else was decided."""
    found = people.links.odd(reader.country)
    allow = people.who_allow({end for one in found for end in (one.left, one.right)}, reader.country)
    return [
        OddShown(
            one.left, one.right, {one.left, one.right} <= allow, (folio(one.left), folio(one.right)), str(words.WHY[one.why])
        )
        for one in found
    ]


@dataclass(frozen=True)
class Record:
    """One record of a person. name, who: '' where they may not be shown: the folio is enough to take it apart."""

    head: Head
    name: str
    who: str


@dataclass(frozen=True)
class Tied:
    """A pair of records of one person, and what was said of it. standing: entries that can be taken back."""

    link: UUID
    left: UUID
    right: UUID
    folios: tuple[str, str]
    said: Sequence[Said]
    standing: str


def person(reader: Reader, subject: UUID) -> tuple[list[Record], list[Tied]]:
    """Return the records of one person and what put them together; raises NotForYou where nothing was ever said of the record."""
    rows = people.links.records_of(subject, reader.country)
    ids = [row.subject for row in rows]
    tied = people.links.links_with(ids, reader.country)
    if not rows or rows[0].subject != subject or not tied:
        raise NotForYou
    log_read(reader, K2, subjects=ids)
    allow = people.who_allow(ids, reader.country)
    for one in sorted(allow):
        log_read(reader, K2, subject=one)
    told, labels = people.identities([row for row in rows if row.subject in allow]), Labels(reader.country)
    records = [
        Record(
            _head(row, _meetings(row) if row.subject in allow else {}, labels),
            _name(told.get(row.subject)),
            f"{labels.one(row.sex, row.age_band)} · {labels.nationality(row.nationality)}" if row.subject in allow else "",
        )
        for row in rows
    ]
    return records, [_tied(row) for row in tied]


def _name(told: people.Identity | None) -> str:
    return " ".join(part for part in (told.given, *told.families) if part) if told else ""


def _tied(row: PersonLink) -> Tied:
    standing = ",".join(word[0] for word in row.words if word[6] is None)
    return Tied(row.subject, row.left, row.right, (folio(row.left), folio(row.right)), list(said_of([row])), standing)
