"""Reading notes: all of a country, one with its text, whom the press may ask, and what an edition prints for a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vereda.press.entries import ContactSet, NoteDrafted, NoteText, ProgrammeLine, Said
from vereda.press.errors import ContactUnknown, NoteUnknown, NothingDrafted
from vereda.press.models import Contact, Note
from vereda.press.rules import telling
from vereda.press.rules.fold import content_of
from vereda.press.rules.moved import Moved, moved
from vereda.press.rules.phrases import PHRASES, listed
from vereda.press.rules.telling import Printed
from vereda.press.words import LANGUAGES
from vereda.programme.door import Programme
from vereda.statistics import door as statistics
from vereda.statistics.door import Kept


@dataclass(frozen=True)
class Composed:
    """A note as it would be printed now. content: SHA-256 of what is read."""

    draft: NoteDrafted
    text: NoteText
    contacts: tuple[ContactSet, ...]
    content: str


def notes(country: str) -> list[Note]:
    """Return all notes, the one that changed last first."""
    return list(Note.objects.filter(country=country).order_by("-changed_at", "subject"))


def note(subject: UUID, country: str) -> Note:
    """Return one. Raises NoteUnknown."""
    row = Note.objects.filter(subject=subject, country=country).first()
    if row is None:
        raise NoteUnknown
    return row


def contacts(country: str) -> list[tuple[UUID, ContactSet]]:
    """Return whom the press may ask, by office; also those that are not valid any more."""
    rows = Contact.objects.filter(country=country).order_by("office", "subject")
    return [(row.subject, ContactSet.model_validate(row.told)) for row in rows]


def contacts_of(country: str, subjects: Iterable[UUID]) -> list[ContactSet]:
    """Return some contacts in the order asked for. Raises ContactUnknown."""
    known = dict(contacts(country))
    try:
        return [known[one] for one in subjects]
    except KeyError:
        raise ContactUnknown from None


def composed(row: Note) -> Composed:
    """Return the draft of a note as it would be printed with the contacts of today. Raises NothingDrafted, EditionFilesWrong."""
    if row.draft is None:
        raise NothingDrafted
    draft = NoteDrafted.model_validate(row.draft["told"])
    text = telling.told(draft, printed(row.country, draft.period, draft.edition_revision))
    found = tuple(contacts_of(row.country, draft.contacts))
    return Composed(draft, text, found, content_of(text, found))


def printed(country: str, period: str, revision: int) -> Printed:
    """Return what a revision of an edition prints. Raises EditionUnknown, EditionFilesWrong."""
    return printed_of(statistics.kept(statistics.standing(country, period), revision))


def printed_of(one: Kept) -> Printed:
    """Return what a note may read of an edition: nothing of its exact copy."""
    told, tables = one.manifest, one.manifest["tables"]
    on = told["as_of"]["on"]
    return Printed(
        name=told["edition"],
        period=told["period"],
        cut_on=date.fromisoformat(on) if on else None,
        values={sheet.code: {row.codes: row.value for row in sheet.rows} for sheet in one.sheets},
        labels=told["labels"],
        units={table["code"]: Said(es=table["unit_es"], en=table["unit_en"]) for table in tables},
        definitions={table["code"]: Said(es=table["definition_es"], en=table["definition_en"]) for table in tables},
    )


def moved_of(row: Note) -> list[Moved]:
    """Return the figures of the last published revision that its edition says otherwise by now."""
    if not row.revisions:
        return []
    last = row.revisions[-1]
    draft = NoteDrafted.model_validate(last["drafted"]["told"])
    edition = statistics.standing(row.country, draft.period)
    if len(edition.revisions) == draft.edition_revision:
        return []
    text = NoteText.model_validate(last["text"])
    return moved(text.figures, printed(row.country, draft.period, len(edition.revisions)))


def programme_line(subject: UUID, programme: Programme, phase: str) -> ProgrammeLine | None:
    """Return what a note says of a phase of a programme that is kept here; None where there is no such phase."""
    found = programme.phase(phase)
    if found is None:
        return None
    first, last = found.days
    donors = list(dict.fromkeys(
        one.donor for one in programme.grants.values() if one.from_on <= last and first <= one.until_on
    ))  # fmt: skip
    words = {}
    for lang in LANGUAGES:
        paid = PHRASES[lang]["paid"].format(donors=listed(donors, lang)) if donors else ""
        name, phase_name = programme.opened.name.of(lang), found.opened.name.of(lang)
        words[lang] = PHRASES[lang]["programme"].format(name=name, phase=phase_name, paid=paid)
    return ProgrammeLine(text=Said(**words), programme=subject, phase=phase)
