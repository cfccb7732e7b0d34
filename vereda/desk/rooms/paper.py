"""Sheets of paper as the post sees them: which are out, which are missing, which are typed and still lie there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.dates import shortday
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words.paper import CANCELLED, DESTROYED, FORMS
from vereda.paper import door as paper
from vereda.paper.door import Form, Out, Serial, Sheet

PRINTINGS = 12  # shown, the latest


@dataclass(frozen=True)
class Held:
    """Sheets that somebody has, in words."""

    form: str
    first: str
    last: str
    low: int
    high: int
    code: Form
    who: str
    since: datetime
    waiting: int
    done: int


def home(group: str, country: str, now: datetime) -> dict[str, Any]:  # Any: what the page draws
    """Return all that the page of sheets shows."""
    lying = paper.typed_not_destroyed(group, country)
    out = paper.out(group, country)
    late = paper.missing(group, country, now, 0, out)
    accounts = {one.account for _serial, one in late} | {row.typed_by for row in lying}
    names = names_of(accounts)
    return {
        "held": held(group, country, out),
        "missing": [(serial, FORMS[serial.form], who_is(one.account, names), one.since) for serial, one in late],
        "late_from": now - timedelta(days=paper.MISSING_DAYS),
        "lying": [(serial_of(row), FORMS[row.form], row.typed_at, who_is(row.typed_by, names)) for row in lying],
        "printings": [(row, FORMS[row.form]) for row in paper.batches(group, country, PRINTINGS)],
        "twice": [(FORMS[form], first, last) for form, first, last in paper.printed_twice(group, country)],
        "forms": list(FORMS.items()),
        "reasons": list(CANCELLED.items()),
        "ways_gone": list(DESTROYED.items()),
    }


def held(group: str, country: str, found: Sequence[Out] | None = None) -> list[Held]:
    """Return the sheets that are with somebody, the longest out first. found: these, where they were asked for already."""
    rows = paper.out(group, country) if found is None else found
    names = names_of({row.account for row in rows})
    return [_held(row, group, country, who_is(row.account, names)) for row in rows]


def _held(row: Out, group: str, country: str, who: str) -> Held:
    first, last = (Serial(country, group, row.form, number) for number in (row.first, row.last))
    return Held(
        form=str(FORMS[row.form]),
        first=first.short,
        last=last.short,
        low=row.first,
        high=row.last,
        code=row.form,
        who=who,
        since=row.since,
        waiting=len(row.waiting),
        done=row.done,
    )


def serial_of(row: Sheet) -> Serial:
    """Return the serial of a sheet."""
    return Serial(row.country, row.group, Form(row.form), row.number)


def spans(numbers: Sequence[int]) -> str:
    """Return numbers shortly: '3-7, 9'."""
    said: list[list[int]] = []
    for number in sorted(numbers):
        if said and number == said[-1][-1] + 1:
            said[-1] = [said[-1][0], number]
        else:
            said.append([number])
    return ", ".join("-".join(str(one) for one in dict.fromkeys(span)) for span in said)


# --- what others show --------------------------------------------------------------------------------------------------------


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what must be seen of paper: sheets that are missing, typed sheets that still lie there, numbers given twice."""
    here = reverse("desk:sheets")
    late = paper.missing(asked.group, asked.country, asked.now)
    by_form: dict[Form, list[int]] = {}
    for serial, _out in late:
        by_form.setdefault(serial.form, []).append(serial.number)
    for form, numbers in by_form.items():
        said = ngettext(
            "Falta una hoja de más de %(days)d días: %(form)s %(which)s.",
            "Faltan %(n)d hojas de más de %(days)d días: %(form)s %(which)s.",
            len(numbers),
        )
        told = {"n": len(numbers), "days": paper.MISSING_DAYS, "form": FORMS[form], "which": spans(numbers)}
        yield Notice(Level.WARN, said % told, f"{here}#faltan", on_wall=True)
    for form, first, last in paper.printed_twice(asked.group, asked.country):
        said = _(
            "Dos computadoras imprimieron los mismos números: {form} {first}-{last}. "
            "Use las hojas de una sola computadora y destruya las otras."
        )
        yield Notice(Level.WARN, said.format(form=FORMS[form], first=first, last=last), here)
    before = asked.now - timedelta(days=paper.KEPT_DAYS)
    lying = [row for row in paper.typed_not_destroyed(asked.group, asked.country) if row.typed_at and row.typed_at < before]
    if lying:
        said = ngettext("Una hoja tecleada sigue sin destruir.", "%(n)d hojas tecleadas siguen sin destruir.", len(lying))
        yield Notice(Level.NOTE, said % {"n": len(lying)}, f"{here}#destruir")


def parts(asked: Asked) -> Iterator[Part]:
    """Yield the part of the hand-over: which sheets are with whom."""
    lines = [
        _("{form} {first} a {last}: {who}, desde el {day}; faltan {n} por teclear").format(
            form=one.form, first=one.first, last=one.last, who=one.who, day=shortday(one.since), n=one.waiting
        )
        for one in held(asked.group, asked.country)
    ]
    yield Part(_("Hojas de papel afuera"), lines)
