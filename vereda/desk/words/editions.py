"""Words of editions: why a cell is held back, and what a flag asks to look at."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

type Words = Mapping[str, str | Promise]

WITHHELD: Words = {
    "small": lazy("menos de diez, o por ella se sabría otra"),
    "sensitive": lazy("asunto delicado: menos de veinte, o por ella se sabría otra"),
}

FLAGS: Words = {
    "silent": lazy("Un grupo que contaba ya no tiene nada: quizá falta su parte"),
    "missing": lazy("Faltan partes de días"),
    "late": lazy("Partes que llegaron tarde"),
    "total_and_encounters": lazy("El mismo periodo, como total y como encuentros"),
    "two_totals": lazy("Dos totales reportados del mismo periodo"),
    "same_meeting": lazy("Encuentros que pueden ser el mismo"),
    "equal_records": lazy("Registros iguales"),
    "two_versions": lazy("Dos versiones del parte de un día"),
    "repeated": lazy("Un parte igual al del día anterior"),
    "falls": lazy("Una suma que baja"),
    "sum": lazy("Partes que no suman su total"),
    "located": lazy("Más localizadas que reportadas"),
    "logbook": lazy("El parte dice otra cifra que la bitácora de ahora"),
    "odd": lazy("Muy distinta de lo acostumbrado"),
}
"""What each rule says; a rule without words of its own is shown by its code."""
