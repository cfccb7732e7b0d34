"""What can go wrong with alerts."""

from __future__ import annotations

from collections.abc import Sequence

from vereda.errors import FieldError
from vereda.rescue.rules.alert_table import AlertFault


class AlertNotOpen(FieldError):
    code = "rescue.alert_not_open"
    hint = "Esa alerta ya está cerrada o no es de su grupo; vuelva a cargar la página."


class AlertNotClosed(FieldError):
    code = "rescue.alert_not_closed"
    hint = "Esa alerta sigue abierta o no es de su grupo; vuelva a cargar la página."


class NothingTold(FieldError):
    code = "rescue.nothing_told"
    hint = "Anote al menos qué pasa, cuántas personas o qué se dijo."


class UnknownWord(FieldError):
    code = "rescue.unknown_word"
    hint = "El catálogo del país no tiene «{value}». Elija de la lista."


class OutcomeNeeds(FieldError):
    code = "rescue.outcome_needs"
    hint = "Diga con qué otra alerta o con qué misión sigue."


class AlertTableFaulty(FieldError):
    """A list of alerts of which at least one row is wrong: none of it was taken."""

    exit_code = 1
    code = "rescue.alert_table_faulty"
    hint = "Cosas por corregir en la lista: {faults}. No se guardó nada; corríjalas y cárguela otra vez."

    def __init__(self, faults: Sequence[AlertFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: one.line))
        super().__init__(faults=len(self.faults))
