"""What a planner can be asked wrongly: one sentence each that says what to do. Nothing was computed then."""

from __future__ import annotations

from vereda.errors import FieldError


class ProbabilityAboveOne(FieldError):
    """Probabilities of areas that sum to more than one (with 1e-9 for rounding): somebody would be in two places."""

    code = "rescue.probability_above_one"
    hint = "Las probabilidades suman {total}, más de 1. Divídalas entre su suma o quite un área repetida."


class NotAProbability(FieldError):
    """A chance below zero or above one."""

    code = "rescue.not_a_probability"
    hint = "En {what} hay un valor que no va de 0 a 1: {value}. Corríjalo."


class NotANumber(FieldError):
    """Not a number, infinite, or something that is no number at all."""

    code = "rescue.not_a_number"
    hint = "En {what} falta un número o no es finito. Escriba un número en cada lugar."


class BelowZero(FieldError):
    """A weight, a rate, a length or another quantity that cannot be negative."""

    code = "rescue.below_zero"
    hint = "En {what} hay un valor negativo: {value}. Escriba cero o más."


class NotAboveZero(FieldError):
    """A size or a speed that has to be greater than zero."""

    code = "rescue.not_above_zero"
    hint = "En {what} hay un valor que no es mayor que cero: {value}. Corríjalo."


class AreaOfZero(FieldError):
    """An area without a size: no coverage can be told for it."""

    code = "rescue.area_of_zero"
    hint = "Hay un área que mide cero o menos. Dele su superficie o quítela del plan."


class NegativeHours(FieldError):
    """Less than no time to search."""

    code = "rescue.negative_hours"
    hint = "Las horas de búsqueda no pueden ser negativas: {value}. Escriba cero o más."


class ShapesDiffer(FieldError):
    """Arrays that do not belong together: one value per area, one row per resource."""

    code = "rescue.shapes_differ"
    hint = "{what}: hay {found} y tenían que ser {expected}. Ponga un valor por cada área y un renglón por cada equipo."


class NothingThere(FieldError):
    """No area at all."""

    code = "rescue.nothing_there"
    hint = "En {what} no hay ningún valor. Dibuje al menos un área."


class EverythingRuledOut(FieldError):
    """A search or a clue that leaves no place at all: one of the figures must be wrong. It never says that nobody is there."""

    code = "rescue.everything_ruled_out"
    hint = (
        "Con esas cifras no queda ningún lugar posible, y eso no puede ser. Baje la detección o revise la pista; siga buscando."
    )


class UnknownCurve(FieldError):
    """A detection curve that the planner does not have."""

    code = "rescue.unknown_curve"
    hint = "No hay una curva de detección «{value}». Elija una de estas: {known}."


class TrackTooShort(FieldError):
    """A recorded track with fewer than two points."""

    code = "rescue.track_too_short"
    hint = "El trayecto tiene menos de dos puntos. Elija otro archivo o anote la cobertura a mano."


class TooManyCells(FieldError):
    """A grid finer than the machine can hold at once."""

    code = "rescue.too_many_cells"
    hint = "Son {count} casillas y caben {most}. Use casillas más grandes o un área más pequeña."


class OutOfTable(FieldError):
    """Below what a published table covers; it is not guessed further."""

    code = "rescue.out_of_table"
    hint = "La tabla no llega a ese valor de {what}: {value}; empieza en {least}. Use un ancho de barrido medido."


class MoreTeamsThanAreas(FieldError):
    """Each team an area of its own, and not enough areas."""

    code = "rescue.more_teams_than_areas"
    hint = "Son {teams} equipos y {areas} áreas: no alcanza una para cada uno. Divida un área o permita dos equipos en una."
