"""Who says yes for somebody under 18 (SEC-047): the child's own view, and an adult who was checked, the office, or why it serves.

What lacks is refused by `people.reading`; this reads the form and says it in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.rooms.typed import Typed, word_of
from vereda.encounters.door import Encounter
from vereda.people import door as people
from vereda.people.door import ChildView, ForChild, Kin, KinChecked, SaidBy

type Words = Mapping[str, str | Promise]

SAID_MOST, OFFICE_MOST = 1000, 200
VIEWS: Words = {
    ChildView.YES: lazy("Dice que sí"),
    ChildView.NO: lazy("Dice que no"),
    ChildView.TOO_YOUNG: lazy("Es muy pequeña o pequeño, o no puede decirlo"),
}
SAID_BY: Words = {
    SaidBy.ADULT: lazy("Un adulto responsable, revisado"),
    SaidBy.OFFICE: lazy("La oficina de protección de niñez"),
    SaidBy.BEST_INTERESTS: lazy("Nadie puede decirlo: su interés superior"),
}
KIN: Words = {
    Kin.MOTHER: lazy("Su mamá"),
    Kin.FATHER: lazy("Su papá"),
    Kin.GRANDPARENT: lazy("Su abuela o abuelo"),
    Kin.SIBLING: lazy("Su hermana o hermano adulto"),
    Kin.AUNT_UNCLE: lazy("Su tía o tío"),
    Kin.GUARDIAN: lazy("Quien tiene la tutela"),
    Kin.OTHER: lazy("Otra persona"),
}
CHECKED: Words = {
    KinChecked.PAPERS: lazy("Con papeles de los dos"),
    KinChecked.FAMILY: lazy("Con su familia, por teléfono"),
    KinChecked.OFFICE: lazy("Lo confirmó la oficina de protección"),
}
FIELDS: Mapping[str, str] = {
    "people.child_not_asked": "child_view",
    "people.adult_not_checked": "child_checked",
    "people.office_not_said": "child_office",
    "people.child_reason_missing": "child_reason",
    "people.child_said_no": "child_view",
}
"""Beside which field a refusal is shown."""
NAMES = ("minor", "child_view", "child_words", "child_by", "child_kin", "child_checked", "child_office", "child_reason")


def is_known(person: UUID | None, encounter: Encounter | None) -> bool:
    """Tell whether it is of somebody under 18, by what was written of the person, or of all who were met."""
    if person:
        return people.is_of_child(person)
    return encounter is not None and 0 < encounter.people_met <= encounter.minors


def read(typed: Typed, *, is_child: bool) -> dict[str, Any]:  # Any: as `people.reading` wants them
    """Return whether it is of a child, and who said yes; who said it is None while that was not marked."""
    view, by = word_of(ChildView, typed.get("child_view")), word_of(SaidBy, typed.get("child_by"))
    if not (is_child or typed.is_on("minor")) or view is None or by is None:
        return {"is_child": is_child or typed.is_on("minor"), "for_child": None}
    is_adult = by is SaidBy.ADULT
    told = ForChild(
        view=view,
        words=typed.text("child_words", SAID_MOST)[:SAID_MOST],
        said_by=by,
        relation=word_of(Kin, typed.get("child_kin")) if is_adult else None,
        checked=word_of(KinChecked, typed.get("child_checked")) if is_adult else None,
        office=typed.text("child_office", OFFICE_MOST)[:OFFICE_MOST] if by is SaidBy.OFFICE else "",
        reason=typed.text("child_reason", SAID_MOST)[:SAID_MOST],
    )
    return {"is_child": True, "for_child": told}


def offered(*, is_child: bool) -> dict[str, Any]:  # Any: what the page draws
    """Return what the part of the form shows."""
    asked = {"views": VIEWS, "by": SAID_BY, "kin": KIN, "checked": CHECKED}
    return {"is_child": is_child, "of_child": {name: list(rows.items()) for name, rows in asked.items()}}


def said(told: ForChild | None, *, is_whole: bool) -> list[str]:
    """Return in words who said yes for a child, and what the child says. is_whole: also what was written in free words."""
    return list(_said(told, is_whole=is_whole)) if told else []


def _said(told: ForChild, *, is_whole: bool) -> Iterator[str]:
    view = str(VIEWS[told.view])
    yield _("La niña o el niño: {view}").format(view=f"{view}. {told.words}" if told.words and is_whole else view)
    picked: list[tuple[Words, str | None]] = [(KIN, told.relation), (CHECKED, told.checked)]
    beside = [str(rows[code]) for rows, code in picked if code]
    yield _("Quién dijo que sí: {who}").format(who=" · ".join(filter(None, [str(SAID_BY[told.said_by]), *beside, told.office])))
    if told.reason and is_whole:
        yield _("Por qué conviene: {why}").format(why=told.reason)
