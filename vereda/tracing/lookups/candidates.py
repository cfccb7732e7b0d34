"""Records that may be compared with who is sought: of the own group, and of whoever said yes to being compared.

Who said no, or took it back, is nowhere in it; nor is anything of another group without a yes. Nothing is stored: `people` finds
who sounds alike and weighs names, age and codes; what the search knows is added. Erasing a person takes the candidate away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vereda.countries.door import pack
from vereda.logbook.door import named_with, open_boxes_of, owners_of
from vereda.logbook.schema import FieldClass
from vereda.people.door import Alike, AlikeTo, ConsentFor, Identity, Person, alike, consents, identities, identity, person_of
from vereda.tracing.entries.file import Described
from vereda.tracing.lookups import files, rate, sealed
from vereda.tracing.models import MissingFile
from vereda.tracing.rules.ages import years_of
from vereda.tracing.rules.candidates import BLOOD, Compared, Known, compared, ranked


@dataclass(frozen=True)
class Candidate:
    """A record of ours, and how it fits. file: of another report that seeks that record's person; None: somebody whom we met.

    is_agreed     they said yes to being compared, also by others than the group that knows them
    match, looks  the pair and who looked, where somebody did
    """

    person: Person
    identity: Identity
    file: MissingFile | None
    compared: Compared
    is_agreed: bool
    match: str
    looks: Sequence[Sequence[str]]


def candidates(row: MissingFile, on: date, *, is_across: bool, account: str) -> list[Candidate]:
    """Return who fits a file, the best first, at most 20. Raises SearchedTooOften.

    on         today, at the post: ages that were told as bands become years
    is_across  also persons of other groups, who said yes to that
    account    who asks
    """
    sought = person_of(row.person)
    rate.ask(account, row.subject, sought and sought.identity_entry, row.described, is_across)
    own = sealed.described(row) or Described()
    known = _sought(row, own, on)
    found = _comparable(row, known, is_across=is_across)
    persons = [one.person for one in found]
    sought_by = _sought_by(row, persons)
    described, with_them = _descriptions(sought_by.values()), _companions(persons)
    looked = matches(row)
    pairs = []
    for one in found:
        subject = one.person.subject
        there = described.get(subject, Described())
        other = _known(one.person, one.identity, there, with_them.get(subject, ()), on)
        pairs.append(((one, sought_by.get(subject)), compared(known, other, likeness=one.weight)))
    fit = ranked(pairs)
    agreed = consents.answers([one.person.subject for (one, _), _ in fit], ConsentFor.TRACE, row.country)
    return [
        Candidate(
            one.person,
            one.identity,
            file,
            evidence,
            agreed.get(one.person.subject, False),
            *looked.get(one.person.subject, ("", ())),
        )
        for (one, file), evidence in fit
    ]


def matches(row: MissingFile) -> dict[UUID, tuple[str, list[list[str]]]]:
    """Return by person the pair and who looked, as far as the boxes open: of who was erased there is none."""
    entries = {UUID(look[3]): match for match, looks in row.matches.items() for look in looks}
    return {
        owner: (entries[entry], row.matches[entries[entry]]) for entry, owner in owners_of(entries, FieldClass.TRACING).items()
    }


def _sought(row: MissingFile, own: Described, on: date) -> Known:
    """Return what is known of who is sought."""
    person = person_of(row.person)
    said = (identity(person) if person else None) or Identity()
    report = files.report(row.report, row.group, row.country)
    seeker = sealed.seeker(report) if report and sealed.relation(report) in BLOOD else None
    called = [one for one in (said.nickname, *own.also_called.split(",")) if one.strip()]
    return Known(
        given=said.given,
        families=said.families,
        called=called,
        sex=row.sex,
        born=_born(said, row.age_band, on),
        nationality=row.nationality,
        families_of_seeker=[seeker.name] if seeker and seeker.name else [],
        companions=[own.companions],
        telephones=[said.telephone, own.phone_last_used],
        marks=f"{own.marks} {own.clothing}",
    )


def _known(person: Person, said: Identity, there: Described, companions: Sequence[str], on: date) -> Known:
    return Known(
        given=said.given,
        families=said.families,
        called=[one for one in (said.nickname, *there.also_called.split(",")) if one.strip()],
        sex=person.sex,
        born=_born(said, person.age_band, on),
        nationality=person.nationality,
        companions=[*companions, there.companions],
        telephones=[said.telephone, there.phone_last_used],
        marks=f"{there.marks} {there.clothing}",
    )


def _born(said: Identity, band: str, on: date) -> tuple[int, int] | None:
    if said.birth_year_from or said.birth_year_to:
        first, last = said.birth_year_from or said.birth_year_to, said.birth_year_to or said.birth_year_from
        return (first, last) if first and last else None
    return years_of(band, on)


def _comparable(row: MissingFile, known: Known, *, is_across: bool) -> list[Alike]:
    """Return those who sound alike and may be compared: of the group all but who said no, of others who said yes."""
    sought = AlikeTo(
        given=known.given,
        families=known.families,
        called=known.called,
        telephones=known.telephones,
        born=known.born,
        sex=known.sex,
        nationality=known.nationality,
        age_band=row.age_band or "U",
    )

    def may(persons: Sequence[UUID], group: str) -> set[UUID]:
        said = consents.answers(persons, ConsentFor.TRACE, row.country)
        return {one for one in persons if said.get(one, group == row.group)}

    others = set(pack(row.country).groups) - {row.group} if is_across else ()
    own = {row.person, *(one.person for one in files.of_report(row.report, row.group, row.country))}
    return alike(sought, [row.group, *sorted(others)], row.country, may, but=own)


def _sought_by(row: MissingFile, found: Sequence[Person]) -> dict[UUID, MissingFile]:
    """Return the files of the group that seek these persons: two reports may be of one."""
    rows = files.of_persons([one.subject for one in found], row.group, row.country)
    return {one.person: one for one in rows if not one.into}


def _descriptions(rows: Iterable[MissingFile]) -> dict[UUID, Described]:
    entries = [row.described for row in rows if row.described]
    return {owner: Described.model_validate(fields) for owner, fields in open_boxes_of(entries, FieldClass.IDENTITY).items()}


def _companions(found: Sequence[Person]) -> dict[UUID, list[str]]:
    """Return the names of who was named in the same record of the group."""
    there = named_with(one.subject for one in found)
    others = {other for named in there.values() for other in named}
    told = identities(Person.objects.filter(subject__in=others))
    return {
        person: [name for other in sorted(named) if other in told for name in (told[other].given, *told[other].families)]
        for person, named in there.items()
    }
