"""What can go wrong with assistance points and numbered places."""

from __future__ import annotations

from collections.abc import Sequence

from vereda.errors import FieldError
from vereda.safety.rules.points import RowFault


class PointUnnamed(FieldError):
    """A point without number and without name: nobody could say which one is meant."""

    code = "safety.point_unnamed"
    hint = "Escriba el número o el nombre con que se le conoce."


class PointKindUnknown(FieldError):
    """A kind that the pack does not have."""

    code = "safety.point_kind_unknown"
    hint = "Diga qué es: elija una clase de la lista."


class PointThere(FieldError):
    """The group has a point of this kind with this number."""

    code = "safety.point_there"
    hint = "Ya hay uno de esa clase con ese número. Ábralo y cámbielo, o escriba otro número."


class PointNotThere(FieldError):
    """It was taken away already, or is of another group."""

    code = "safety.point_not_there"
    hint = "Ese punto ya se quitó o no es de su grupo; vuelva a cargar la página."


class ReferenceUnnamed(FieldError):
    """A numbered place without series or number."""

    code = "safety.reference_unnamed"
    hint = "Escriba la serie (por ejemplo, Torre) y el número."


class ReferenceThere(FieldError):
    """The number stands in the table with another place."""

    code = "safety.reference_there"
    hint = "Ese número ya está en la tabla con otro lugar. Si cambió, quítelo primero."


class ReferenceNotThere(FieldError):
    """It was taken out already, or is of another group."""

    code = "safety.reference_not_there"
    hint = "Ese renglón ya se quitó o no es de su grupo; vuelva a cargar la página."


class TableFaulty(FieldError):
    """A table of numbered places of which at least one line is wrong: none of it was taken."""

    exit_code = 1
    code = "safety.table_faulty"
    hint = "Líneas por corregir en la tabla: {lines}. No se guardó nada; corríjalas y cárguela otra vez."

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(lines=len(self.faults))
