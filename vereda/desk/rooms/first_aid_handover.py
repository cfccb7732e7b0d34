"""Handing somebody over: a text of at most 480 signs without a name, and a letter for a hospital.

Both tell in the order in which receivers listen: ATMIST (age, time, mechanism, what is wrong, signs, treatment), then what of
SAMPLE was not said yet (allergies, medicines, past, last meal, events). What must not be given takes its room before all else.
What was typed freely may hold a name. A part with a word of the person's known name is left out, and the page says so; a name
that nobody wrote down cannot be found by the program, and the page says that as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import first_aid as room
from vereda.desk.rooms.first_aid_advice import ACKNOWLEDGED
from vereda.desk.words import first_aid as words
from vereda.medical.door import FirstAid, Fitted, Known, Mechanism, Told, Triaged, VitalSet, fitted, records
from vereda.paper.door import Letter, letter_pdf, lines_of
from vereda.paper.door import Told as ToldInLetter
from vereda.people.door import identity, name_tokens, person_of

FIRST, SOON, LATER = range(3)


class Part(NamedTuple):
    """A sentence of the text. rank: which takes its room first where not all fit."""

    said: str
    rank: int = LATER


def text(row: FirstAid) -> Fitted:
    """Return the text by ATMIST and SAMPLE, as far as it fits."""
    parts = list(_parts(row))
    ranks = [one.rank for one in parts]
    return fitted([one.said for one in parts], name_words=name_words(row), words_of=name_tokens, ranks=ranks)


def _parts(row: FirstAid) -> Iterator[Part]:
    told = records.told(row)
    if told is None:
        return
    yield Part(f"{_('Atención')} {folio(row.subject)}, {room.moment(row.opened_at)}.", FIRST)
    yield from _who(told)
    if stands := records.stands(row):
        yield Part(triaged(stands), SOON)
    for at, vitals in enumerate(_latest([one.told for one in records.vitals(row) if one.told])):
        yield Part(_signs(vitals), LATER if at else SOON)
    for given in records.treatments(row):
        if given.told:
            yield Part(f"{room.given_said(given.told)}, {room.moment(given.told.given_at)}.")
    yield from _sample(told)


def triaged(stands: Triaged) -> str:
    """Return where somebody stands by triage: the word, the rule, the hour."""
    return f"{_('Triage')} {standing(stands).lower()} ({stands.rule}), {room.moment(stands.triaged_at)}."


def standing(stands: Triaged) -> str:
    return words.said(words.COLOURS, stands.colour)


def _who(told: Told) -> Iterator[Part]:
    """Yield age, mechanism, and what is wrong."""
    yield Part(_sentence(room.who(told)), FIRST)
    if told.mechanism != Mechanism.UNKNOWN:
        yield Part(_("Cómo pasó: {how}.").format(how=words.said(words.MECHANISMS, told.mechanism).lower()), SOON)
    yield Part(_sentence("; ".join(room.complaint(code) for code in told.complaints)), SOON)
    if told.pregnant == Known.YES:
        yield Part(_("Embarazada."), FIRST)
    if told.signs:
        yield Part(_("SIGNO DE PELIGRO: {signs}.").format(signs=room.danger(told).lower()), SOON)


def _sample(told: Told) -> Iterator[Part]:
    """Yield what must not be given or done, medicines, past, last meal, events, and beside them what else was noted."""
    if told.allergies:
        yield Part(_("NO DAR: {what}.").format(what=told.allergies), FIRST)
    for flag in told.flags:
        yield Part(_sentence(words.said(words.FLAGS, flag)), SOON)
    for name, said in (
        (_("Medicamentos: {what}"), told.medicines),
        (_("Perdió: {what}"), told.medicines_lost),
        (_("Antecedentes: {what}"), told.past),
        (_("Comió y bebió: {what}"), told.last_meal),
        (_("Qué pasó: {what}"), told.events),
    ):
        if said:
            yield Part(_sentence(name.format(what=said)))
    if told.checked_by:
        yield Part(_("Lo revisó una segunda persona."))
    yield Part(_sentence(told.note))


def _latest(sets: Sequence[VitalSet]) -> list[VitalSet]:
    """Return the last set, and the last that has a score where that is another: the whole picture, and what is new."""
    whole = [one for one in sets if one.scored]
    return [*sets[-1:], *(whole[-1:] if whole and whole[-1] != sets[-1] else [])]


def _signs(vitals: VitalSet) -> str:
    said = running(list(room.values(vitals)))
    score = f" NEWS2 {vitals.scored.total}." if vitals.scored else ""
    return f"{_('Signos')} {room.moment(vitals.taken_at)}: {said}.{score}"


def running(values: Sequence[tuple[str, str]]) -> str:
    """Return values as a sentence runs on: 'pulso 88 /min, conciencia alerta'."""
    return ", ".join(f"{_small(name)} {_small(value)}" for name, value in values)


def _small(word: str) -> str:
    """Return a word that begins small; what is a name or a sign stays: 'Glasgow', 'E4 V5 M6'."""
    is_word = word[1:2].islower() and word != room.GLASGOW
    return word[:1].lower() + word[1:] if is_word else word


def _sentence(said: str) -> str:
    said = words.begun(" ".join(said.split()))
    return said if not said or said.endswith(".") else f"{said}."


def name_words(row: FirstAid) -> set[str]:
    """Return the words of the person's name; of an erased person there are none, and nothing of the record opens either."""
    person = person_of(row.person) if row.person else None
    known = identity(person) if person else None
    return set(name_tokens([known.given, known.nickname, *known.families])) if known else set()


def letter(row: FirstAid, now: datetime) -> bytes:
    """Return the letter of referral as PDF, in the language of the screen."""
    lacking = _("Donde dice «?» se escribió un signo que esta letra no tiene; el texto completo está en el registro.")
    return letter_pdf(written(row, now), lacking=lacking)


def written(row: FirstAid, now: datetime) -> Letter:
    """Return the letter in words: what was found, measured and done. No name: the person says it, or does not."""
    labels = Labels(row.country)
    whole = room.whole(row, labels)
    signs = [
        f"{room.moment(one.at)}: " + running(one.said) + (f". NEWS2 {one.score}" if one.score else "") for one in whole.vitals
    ]
    accounts = [
        ToldInLetter(title=_("Signos vitales"), lines=signs or [_("No se midieron.")]),
        ToldInLetter(
            title=_("Qué se hizo"), lines=[f"{room.moment(one.at)}: {one.said}" for one in whole.treatments] or [_("Nada.")]
        ),
        *(ToldInLetter(title=title, lines=lines_of(said)) for title, said in _accounts(row, whole.told)),
    ]
    return Letter(
        sender=labels.group(row.group),
        day=formats.date_format(now.date(), "DATE_FORMAT"),
        body=records.taken_to(row) or _("Al servicio médico que recibe"),
        subject=_("Carta de referencia. Atención {folio}").format(folio=folio(row.subject)),
        opening=[_("Pedimos que se valore y atienda a la persona que presenta esta carta. Recibió primeros auxilios del grupo.")],
        facts=list(_facts(row, whole)),
        accounts=accounts,
        closing=[
            _("La atención de urgencia no depende de documentos ni de situación migratoria. No use estos datos para otra cosa."),
            *_scored(row, whole),
        ],
        signs=[_("Por el grupo: nombre y firma"), _("Recibió: nombre, cargo y hora")],
        foot=_("Atención {folio}").format(folio=folio(row.subject)),
        lang="en" if (get_language() or "").startswith("en") else "es",
    )


def _scored(row: FirstAid, whole: room.Whole) -> Iterator[str]:
    """Yield whose scores they are and that nobody signed them, where a score or a colour stands in the letter."""
    if records.stands(row) or any(one.score for one in whole.vitals):
        yield _("Puntuaciones por reglas aún no aprobadas por personal clínico. {thanks}.").format(thanks=ACKNOWLEDGED)


def _accounts(row: FirstAid, told: Told | None) -> Iterator[tuple[str, str]]:
    """Yield what was typed in a person's own words, by SAMPLE; what holds a word of the name stays here."""
    names = name_words(row)
    for title, said in [*room.sample(told), (_("Nota"), told.note)] if told else []:
        if said and not names.intersection(name_tokens([said])):
            yield title, said


def _facts(row: FirstAid, whole: room.Whole) -> Iterator[tuple[str, str]]:
    yield _("Cuándo"), room.moment(row.opened_at)
    told = whole.told
    if told and told.allergies:
        yield _("NO DAR"), told.allergies
    if told:
        yield from room.tapped(told)
    if told and told.checked_by:
        yield _("Segunda revisión"), _("sí")
    if stands := records.stands(row):
        yield _("Triage"), f"{standing(stands)} ({stands.rule}), {room.moment(stands.triaged_at)}"
    flags = [words.said(words.FLAGS, flag) for flag in whole.told.flags] if whole.told else []
    if flags:
        yield _("Cuidado"), "; ".join(flags)
    if whole.outcome:
        yield _("Cómo terminó"), whole.outcome
    yield _("Escrita"), timezone.localtime().strftime("%H:%M")
