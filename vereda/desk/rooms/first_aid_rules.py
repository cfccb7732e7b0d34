"""The rules of first aid to be read at any time, without a person: what each says, whose it is, from where, and who signed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from vereda.desk.labels import label
from vereda.desk.rooms.first_aid_advice import tongue
from vereda.desk.words import first_aid as words
from vereda.medical.door import NOT_TESTABLE, Nourished, Signs
from vereda.medical.rules import (
    CUT_OFFS_MM,
    SIGN_RULES,
    Rule,
    altitude_note,
    breathing_figures,
    cold_figures,
    cold_steps,
    degrees,
    heat_figure,
    heat_steps,
    muac_bands,
    named_signs,
    rules,
    triage_steps,
)


@dataclass(frozen=True)
class Said:
    """A rule in words. lines: what it says; none where it is read on its screens alone."""

    rule: Rule
    title: str
    lines: Sequence[str]


def said() -> list[Said]:
    """Return every rule in words."""
    there = rules()
    order = [*SAYS, *(one for one in there if one not in SAYS)]
    return [Said(there[one], label(there[one]), list(SAYS[one]()) if one in SAYS else []) for one in order]


def _heat() -> Iterator[str]:
    yield _("Desde {figure} °C en quien no está alerta.").format(figure=degrees(heat_figure()))
    yield from (label(one) for one in heat_steps())


def _cold() -> Iterator[str]:
    for grade, figure in cold_figures():
        yield _("{grade}: {figure} °C o menos.").format(grade=words.said(words.GRADES, grade), figure=degrees(figure))
    yield from (label(one) for one in cold_steps())


def _signs(of: Signs) -> Iterator[str]:
    yield _("Con uno basta para ir al hospital.")
    yield from (label(one) for one in named_signs(of))


def _breathing() -> Iterator[str]:
    for least, most, figure in breathing_figures():
        yield _("De {least} a {most} meses: rápida desde {figure} por minuto.").format(least=least, most=most, figure=figure)


def _arm() -> Iterator[str]:
    for below, state in muac_bands():
        if state != Nourished.ADEQUATE:
            yield _("Menos de {below} mm: {state}.").format(below=below, state=words.said(words.NOURISHED, state))
    yield _("Los dos pies hinchados: {state}.").format(state=words.said(words.NOURISHED, Nourished.SEVERE))


def _arm_in_pregnancy() -> Iterator[str]:
    low, high = CUT_OFFS_MM
    said_ = _("Menos de {low} mm o menos de {high} mm, según el protocolo de su grupo: no hay una cifra acordada.")
    yield said_.format(low=low, high=high)


def _glasgow() -> Iterator[str]:
    yield _("Ojos de 1 a 4, habla de 1 a 5, movimiento de 1 a 6.")
    yield _("Lo que no se puede probar se anota {nt} y no se da total.").format(nt=NOT_TESTABLE)


def _altitude() -> Iterator[str]:
    yield tongue(*altitude_note())


def _trend() -> Iterator[str]:
    yield _("Cada valor al lado del anterior, con su hora: sube, baja o igual. No juzga.")


def _triage(*, is_child: bool) -> Iterator[str]:
    table = triage_steps(is_child=is_child)
    for step in table.values():
        before = tongue(step.before_es, step.before_en)
        asked = tongue(step.question_es, step.question_en)
        ways = " ".join(
            f"{answer}: {words.said(words.COLOURS, to)}." if to not in table else f"{answer}: {_leads(to, is_child=is_child)}"
            for answer, to in ((_("Sí"), step.yes), (_("No"), step.no))
        )
        yield f"{before} {asked} {ways}".strip()


def _leads(to: str, *, is_child: bool) -> str:
    step = triage_steps(is_child=is_child)[to]
    return tongue(step.question_es, step.question_en)


SAYS: Mapping[str, Callable[[], Iterator[str]]] = {
    "START": partial(_triage, is_child=False),
    "JUMPSTART": partial(_triage, is_child=True),
    "HEAT_STROKE": _heat,
    "HYPOTHERMIA": _cold,
    **{id_: partial(_signs, of) for of, id_ in SIGN_RULES.items()},
    "CHILD_RATES": _breathing,
    "MUAC": _arm,
    "MUAC_PREGNANT": _arm_in_pregnancy,
    "GCS": _glasgow,
    "ALTITUDE": _altitude,
    "TREND": _trend,
}
"""What somebody looks up while somebody waits, in that order; the others stand below by name alone."""
