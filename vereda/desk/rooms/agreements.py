"""Convenios and volunteers as pages show them, and what their forms say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.labels import folio
from vereda.desk.rooms.typed import Typed
from vereda.desk.words.duty import COUNTERPARTS, PHASES, lent_said
from vereda.groups import door as groups
from vereda.groups.door import Agreement, Counterpart, Helper, Lent, LentKind, LentUnit, Phase, Terms, Volunteer

LENT_ROWS = 4
FIELDS = {
    "groups.name_missing": "counterpart",
    "groups.source_missing": "source",
    "groups.nothing_lent": "count:0",
    "groups.days_reversed": "until",
}
RENEWAL_FIELDS = {"groups.source_missing": "renewal_source", "groups.renewal_not_later": "renewed_until"}
HELPER_FIELDS = {"groups.name_missing": "name", "groups.days_reversed": "until"}


@dataclass(frozen=True)
class Agreed:
    """An agreement in words."""

    row: Agreement
    phase: Phase
    phase_said: str
    kind: str
    lent: Sequence[str]
    folio: str


def agreed(row: Agreement, phase: Phase) -> Agreed:
    """Return an agreement in words."""
    kind = str(COUNTERPARTS.get(row.counterpart_kind, row.counterpart_kind))
    return Agreed(row, phase, str(PHASES[phase]), kind, [lent_said(**one) for one in row.lent], folio(row.subject))


def terms(typed: Typed) -> Terms | None:
    """Return what was agreed; None with the errors beside their fields."""
    from_on, until_on, lent = typed.day("from"), typed.day("until"), list(_lent(typed))
    if from_on is None:
        typed.wrong("from", _("Diga desde qué día vale."))
    counterpart, source = typed.text("counterpart", 120), typed.text("source", 200)
    kind = typed.get("kind")
    if kind not in set(Counterpart):
        typed.wrong("kind", _("Elija con quién es."))
    if typed.errors or from_on is None:
        return None
    return Terms(
        counterpart_kind=Counterpart(kind), counterpart=counterpart, lent=lent, from_on=from_on, until_on=until_on, source=source
    )


def _lent(typed: Typed) -> Iterator[Lent]:
    for place in range(LENT_ROWS):
        kind, number = typed.get(f"lent:{place}"), typed.number_or_none(f"count:{place}")
        if number is None and not kind:
            continue
        if number == 0 or (kind and number is None and not typed.error(f"count:{place}")):
            typed.wrong(f"count:{place}", _("¿Cuánto? Anote 1 o más, o deje el renglón vacío."))
        elif kind not in set(LentKind):
            typed.wrong(f"lent:{place}", _("Diga qué se presta."))
        elif number is not None:
            chosen = LentKind(kind)
            unit = typed.get(f"unit:{place}")
            yield Lent(kind=chosen, unit=LentUnit(unit) if unit in set(LentUnit) else groups.USUAL_UNIT[chosen], number=number)


def filled(row: Agreement) -> dict[str, str]:
    """Return an agreement as the values of its form."""
    values = {
        "kind": row.counterpart_kind,
        "counterpart": row.counterpart,
        "from": row.from_on.isoformat(),
        "until": row.until_on.isoformat() if row.until_on else "",
        "source": row.source,
    }
    for place, one in enumerate(row.lent[:LENT_ROWS]):
        values |= {f"lent:{place}": one["kind"], f"count:{place}": str(one["number"]), f"unit:{place}": one["unit"]}
    return values


@dataclass(frozen=True)
class Helping:
    """A volunteer in words. name: '' when it may not be read or is erased; missing: what is not signed or done yet."""

    row: Volunteer
    name: str
    telephone: str
    missing: Sequence[str]
    is_over: bool
    folio: str


def helping(reader: Reader, rows: Sequence[Volunteer], today: date) -> list[Helping]:
    """Return volunteers in words, and log that their names were read, where the reader may."""
    names = groups.volunteer_names(rows) if rows and _may_read(reader, rows[0]) else {}
    if names:
        log_read(reader, RecordClass.K2, subjects=list(names))
    return [_helping(row, names.get(row.subject), today) for row in rows]


def _helping(row: Volunteer, called: groups.Called | None, today: date) -> Helping:
    wanted = (
        (row.signed_on, _("acuerdo firmado")),
        (row.trained_on, _("capacitación")),
        (row.conduct_on, _("código de conducta")),
    )
    return Helping(
        row=row,
        name=called.name if called else "",
        telephone=called.telephone if called else "",
        missing=[said for day, said in wanted if day is None],
        is_over=bool(row.until_on and row.until_on < today),
        folio=folio(row.subject),
    )


def _may_read(reader: Reader, row: Volunteer) -> bool:
    return may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))


def helper(typed: Typed) -> Helper | None:
    """Return what was written of a volunteer; None with the errors beside their fields."""
    made = Helper(
        name=typed.text("name", 120),
        telephone=typed.text("telephone", 40),
        signed_on=typed.day("signed"),
        trained_on=typed.day("trained"),
        conduct_on=typed.day("conduct"),
        until_on=typed.day("until"),
    )
    return None if typed.errors else made


def filled_helper(one: Helping) -> dict[str, str]:
    """Return a volunteer as the values of its form."""
    row = one.row
    days = {"signed": row.signed_on, "trained": row.trained_on, "conduct": row.conduct_on, "until": row.until_on}
    return {"name": one.name, "telephone": one.telephone, **{name: day.isoformat() if day else "" for name, day in days.items()}}
