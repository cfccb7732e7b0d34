"""What can go wrong with a child's path."""

from __future__ import annotations

from vereda.errors import FieldError


class NoChildrenAlone(FieldError):
    code = "protection.no_children_alone"
    hint = "En ese encuentro no se anotó a niñas o niños solos. Corrija primero el encuentro."


class PathAlreadyOpen(FieldError):
    code = "protection.path_already_open"
    hint = "Ya se abrió la ruta de esas niñas y niños; vuelva a cargar la página."


class PathNotOpen(FieldError):
    code = "protection.path_not_open"
    hint = "Esa ruta ya está cerrada o no es de su grupo; vuelva a cargar la página."


class PathNotClosed(FieldError):
    code = "protection.path_not_closed"
    hint = "Esa ruta sigue abierta o no es de su grupo; vuelva a cargar la página."


class UnknownStep(FieldError):
    code = "protection.unknown_step"
    hint = "La ruta del país no tiene ese paso. Elija uno de la lista."


class OfficeNotForChildren(FieldError):
    """Only an office that protects children is told of them, and takes them."""

    code = "protection.office_not_for_children"
    hint = "Esa oficina no protege a la niñez. Elija una de la lista; a una estación migratoria no se lleva a nadie."


class TwoAdultsNeeded(FieldError):
    code = "protection.two_adults_needed"
    hint = "En el vehículo van dos personas adultas distintas. Anote a las dos."


class SignedAhead(FieldError):
    code = "protection.signed_ahead"
    hint = "La hora de la firma está en el futuro. Revísela."


class NothingSaid(FieldError):
    code = "protection.nothing_said"
    hint = "Falta escribir lo que se anota."


class SiblingsAlreadyHere(FieldError):
    code = "protection.siblings_already_here"
    hint = "Las niñas y niños de ese encuentro ya tienen expediente; vuelva a cargar la página."


# rules -------------------------------------------------------------------------------------------------------------------


class RuleNotThere(FieldError):
    """No rule of that name."""

    code = "protection.rule_not_there"
    hint = "Esa regla no está en la tabla de protección."


class ScreeningIsOff(FieldError):
    """Nobody signed the table as it is, or its day of review has passed."""

    code = "protection.screening_is_off"
    hint = "Este cuestionario está apagado: una persona especialista aún no firma la tabla. Dele un lugar seguro y canalícela."


class NothingAsked(FieldError):
    """Without one answer, 'no signs' would be a lie."""

    code = "protection.nothing_asked"
    hint = "No hay ninguna respuesta. Marque al menos una, o deje la plática para otro momento."


class RowNotKnown(FieldError):
    """A code that the table does not have, or that is not asked there."""

    code = "protection.row_not_known"
    hint = "Esa respuesta no está en la lista. Elija una de las que se ofrecen."


class AnswerWithoutSource(FieldError):
    """Something is known, but not how surely or from whom."""

    code = "protection.answer_without_source"
    hint = "Diga qué tan segura es la respuesta y quién la dijo."


class EventAhead(FieldError):
    """It happened after now."""

    code = "protection.event_ahead"
    hint = "La hora de lo que pasó está en el futuro. Revísela, o déjela vacía."
