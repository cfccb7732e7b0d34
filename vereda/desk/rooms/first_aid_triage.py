"""Triage at the desk: one question after the other for one person after the other, and how many of each colour there are.

Nothing is kept while somebody walks the steps: what was answered travels in the form, as one sign an answer, and is gone with
it. What is wanted becomes records of first aid, sealed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from vereda.desk.labels import label
from vereda.desk.rooms.first_aid_advice import tongue
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.words import first_aid as words
from vereda.medical.door import Colour, Told, Triaged, finished
from vereda.medical.rules import Rule, Triage, rule, triage, triage_steps

PEOPLE_MOST, ANSWERS_MOST, MARK_MOST = 60, 20, 40
NUMBERS = frozenset(str(number) for number in range(1, PEOPLE_MOST + 1))
"""How people are numbered in a form of ours: '01' or a number of five thousand digits is of none."""
ADULT, CHILD = "a", "c"
YES, NO = "y", "n"
SHAPES: Mapping[Colour, str] = {
    Colour.RED: "triangle",
    Colour.YELLOW: "diamond",
    Colour.GREEN: "circle",
    Colour.BLACK: "square",
}
"""A colour is never alone: it has a word and a shape, for eyes that see no red and for a page printed in grey."""


@dataclass(frozen=True)
class Casualty:
    """Somebody who is triaged. answers: y and n as they were asked; mark: how to find them again; at: when it ended."""

    number: int
    is_child: bool = False
    answers: str = ""
    mark: str = ""
    at: str = ""

    @property
    def walked(self) -> Triage:
        return walk(self.answers, is_child=self.is_child)

    @property
    def colour(self) -> Colour | None:
        return self.walked.colour


@dataclass(frozen=True)
class Sheet:
    """Everybody of one triage. here: whom the page asks about."""

    people: Mapping[int, Casualty] = field(default_factory=lambda: {1: Casualty(1)})
    here: int = 1

    @property
    def current(self) -> Casualty:
        return self.people[self.here]


@dataclass(frozen=True)
class Step:
    """A question in words, with what is done before it, and its answer: None while it is open."""

    before: str
    question: str
    yes: bool | None


def walk(answers: str, *, is_child: bool) -> Triage:
    """Return how far answers lead; what is left over after the end changes nothing."""
    told: dict[str, bool] = {}
    for one in answers:
        here = triage(told, is_child=is_child).next
        if here is None:
            break
        told[here.code] = one == YES
    return triage(told, is_child=is_child)


def read(typed: Typed) -> Sheet:
    """Return the sheet that a form carries; what no form of ours holds is left out."""
    people: dict[int, Casualty] = {}
    for rest, name in typed.named("who:"):
        if rest not in NUMBERS or typed.get(name) not in (ADULT, CHILD):
            continue
        number, answers = int(rest), typed.get(f"said:{rest}")
        people[number] = Casualty(
            number,
            typed.get(name) == CHILD,
            "".join(one for one in answers[:ANSWERS_MOST] if one in (YES, NO)),
            typed.text(f"mark:{rest}", MARK_MOST)[:MARK_MOST],
            typed.get(f"at:{rest}")[:40],
        )
    if not people:
        return Sheet()
    here = next((one for one in people if str(one) == typed.get("here")), max(people))
    return Sheet(dict(sorted(people.items())), here)


def carried(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the hidden fields by which a sheet travels; the mark of whom the page asks about is a field that is seen."""
    yield "here", str(sheet.here)
    for one in sheet.people.values():
        yield f"who:{one.number}", CHILD if one.is_child else ADULT
        yield f"said:{one.number}", one.answers
        yield f"at:{one.number}", one.at
        if one.number != sheet.here:
            yield f"mark:{one.number}", one.mark


def after(sheet: Sheet, tapped: str, now: datetime) -> Sheet:
    """Return the sheet after one tap; a tap that does not fit changes nothing."""
    one = sheet.current
    act, _colon, number = tapped.partition(":")
    if act in (YES, NO):
        return _put(sheet, _answered(one, act, now))
    if act == "back":
        return _put(sheet, replace(one, answers=_trodden(one)[:-1], at=""))
    if act in ("child", "adult"):
        return _put(sheet, replace(one, is_child=act == "child", answers="", at=""))
    if act == "next":
        return _added(sheet, "", now)
    if act == "walks":
        return _added(sheet, YES, now)
    if number in NUMBERS and int(number) in sheet.people:
        return replace(sheet, here=int(number)) if act == "open" else _dropped(sheet, int(number)) if act == "drop" else sheet
    return sheet


def _answered(one: Casualty, answer: str, now: datetime) -> Casualty:
    if one.colour is not None:
        return one
    found = replace(one, answers=_trodden(one) + answer)
    return replace(found, at=now.isoformat()) if found.colour is not None else found


def _trodden(one: Casualty) -> str:
    return one.answers[: len(one.walked.path)]


def _put(sheet: Sheet, one: Casualty) -> Sheet:
    return replace(sheet, people={**sheet.people, one.number: one})


def _added(sheet: Sheet, answers: str, now: datetime) -> Sheet:
    """Return the sheet with one person more; one of whom nothing was answered yet is taken for them."""
    empty = next((one for one in sheet.people.values() if not one.answers and not one.mark), None)
    number = empty.number if empty else max(sheet.people) + 1
    if number > PEOPLE_MOST:
        return sheet
    one = replace(empty or Casualty(number), answers=answers, at=now.isoformat() if answers else "")
    return replace(_put(sheet, one), here=number)


def _dropped(sheet: Sheet, number: int) -> Sheet:
    people = {one: there for one, there in sheet.people.items() if one != number}
    if not people:
        return Sheet()
    return Sheet(people, sheet.here if sheet.here in people else max(people))


def wanted(sheet: Sheet, typed: Typed, now: datetime) -> list[tuple[Told, Triaged]]:
    """Return whom to keep, in order; with the errors where somebody is not finished or nobody is."""
    begun = [one for one in sheet.people.values() if one.answers or one.mark]
    for one in begun:
        if one.colour is None:
            typed.wrong(FORM, _("Falta terminar a la persona {n}. Termínela o quítela.").format(n=one.number))
    if not begun:
        typed.wrong(FORM, _("Todavía no hay nadie que guardar. Conteste las preguntas de una persona."))
    return [] if typed.errors else [(_told(one), of(one, now)) for one in begun]


def of(one: Casualty, now: datetime) -> Triaged:
    """Return a finished triage, at the hour of its last answer."""
    return finished(dict(one.walked.path), is_child=one.is_child, at=_moment(one.at, now))


def _told(one: Casualty) -> Told:
    said = _("Triage, persona {n}.").format(n=one.number)
    return Told(note=f"{said} {one.mark}".strip())


def _moment(written: str, now: datetime) -> datetime:
    """Return when it ended: the form's word, unless it is none, or from another day, or of an hour to come."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return now
    if found.tzinfo is None or not 0 <= (now - found).total_seconds() <= 86_400:
        return now
    return found


def counts(sheet: Sheet) -> list[tuple[Colour, str, str, int]]:
    """Return (colour, shape, word, how many) in the order in which help goes."""
    there = [one.colour for one in sheet.people.values()]
    return [(colour, shape, words.said(words.COLOURS, colour), there.count(colour)) for colour, shape in SHAPES.items()]


def steps(one: Casualty) -> list[Step]:
    """Return the questions that were answered and the one that is open, in words."""
    walked, table = one.walked, triage_steps(is_child=one.is_child)
    asked = [(table[code], yes) for code, yes in walked.path] + ([(walked.next, None)] if walked.next else [])
    return [Step(tongue(step.before_es, step.before_en), tongue(step.question_es, step.question_en), yes) for step, yes in asked]


def rule_of(one: Casualty) -> Rule:
    """Return the rule by which somebody is triaged."""
    return rule(one.walked.rule)


def rule_label(one: Casualty) -> str:
    return label(rule_of(one))


def path_of(triaged: Triaged) -> Sequence[str]:
    """Return the way that led to a colour: each question with its answer, as far as the table of today has it."""
    table = triage_steps(is_child=triaged.rule.startswith("JUMPSTART"))
    return [
        f"{tongue(table[one.step].question_es, table[one.step].question_en)} {_('Sí') if one.yes else _('No')}"
        for one in triaged.path
        if one.step in table
    ]
