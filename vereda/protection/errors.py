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


class FamilyAtRisk(FieldError):
    """A risk was found: nobody looks for the family until somebody decided anew, without it."""

    code = "protection.family_at_risk"
    hint = "Con un riesgo marcado no se busca a la familia. Háblelo con la Procuraduría de Protección y escriba otra nota."


class LanguageUnknown(FieldError):
    code = "protection.language_unknown"
    hint = "Elija en qué lengua lo dijo, de la lista."


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
    hint = "Este cuestionario está apagado: falta la firma de especialista. Ofrézcale un lugar seguro y a quién acudir."


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


# cases -------------------------------------------------------------------------------------------------------------------


class CaseGone(FieldError):
    """Not here, not of the author, or erased: one answer for all."""

    code = "protection.case_gone"
    hint = "Ese caso no está, o no lo lleva usted. Vuelva a cargar la página."


class AtHeadquartersOnly(FieldError):
    """A post opens no box of this class; what it wrote of a case would wait for ever."""

    code = "protection.at_headquarters_only"
    hint = "Los casos de protección se llevan en la dirección de la central, no en la computadora del puesto. Entre ahí."


class CaseIsClosed(FieldError):
    code = "protection.case_is_closed"
    hint = "El caso está cerrado. Reábralo primero."


class CaseIsOpen(FieldError):
    code = "protection.case_is_open"
    hint = "El caso sigue abierto."


class CaseAlreadyTaken(FieldError):
    """Somebody was faster, or it is not there."""

    code = "protection.case_taken"
    hint = "Ese caso ya no espera. Vuelva a cargar la página."


class NothingToLookAt(FieldError):
    """A note without a word and without a thing noticed tells nobody anything."""

    code = "protection.nothing_to_look_at"
    hint = "Marque lo que notó, o escríbalo en pocas palabras."


class MetUnknown(FieldError):
    code = "protection.met_unknown"
    hint = "Ese encuentro o esa persona no es de su grupo, o ya no está. Elija de la lista."


class CannotCarry(FieldError):
    code = "protection.cannot_carry"
    hint = "Esa cuenta no lleva casos de protección de este grupo, o ya lleva este. Elija de la lista."


class LastWorker(FieldError):
    code = "protection.last_worker"
    hint = "Nadie más lleva este caso. Páselo a otra persona, o ciérrelo."


class CaseLineGone(FieldError):
    code = "protection.line_gone"
    hint = "Eso ya no está en el caso. Vuelva a cargar la página."


class CaseStepAhead(FieldError):
    code = "protection.step_ahead"
    hint = "Ese día aún no llega. Anote lo que ya se hizo; lo que sigue va en «cuándo se vuelve a ver»."


class NextIsPast(FieldError):
    code = "protection.next_is_past"
    hint = "El día en que se vuelve a ver ya pasó. Escriba uno de hoy en adelante, o déjelo vacío."


class ShareNeedsConsent(FieldError):
    code = "protection.share_needs_consent"
    hint = "Falta el permiso de la persona para contar algo a quien puede ayudarle. Pídaselo primero; sin él no se comparte."


class NoSuchAdviser(FieldError):
    code = "protection.no_such_adviser"
    hint = "Esa cuenta no da asesoría legal en el país. Elija de la lista."


class PrecautionsFirst(FieldError):
    """What keeps somebody safe was not said to be kept: nothing is asked."""

    code = "protection.precautions_first"
    hint = "Confirme primero cada punto: a solas, en un cuarto cerrado. Si falta uno, déjelo para otro momento."


class NotTrained(FieldError):
    code = "protection.not_trained"
    hint = "Este cuestionario lo hace quien tomó la capacitación y la tiene vigente. Ofrézcale un lugar seguro y a quién acudir."


class NotAChild(FieldError):
    code = "protection.not_a_child"
    hint = "Una niña, un niño o adolescente tiene menos de 18 años. Revise la edad."


class NotAnAdult(FieldError):
    code = "protection.not_an_adult"
    hint = "Con menos de 18 años valen las preguntas de niñez. Revise la edad."


class TrainingEnds(FieldError):
    code = "protection.training_ends"
    hint = "La capacitación vale desde hoy y a lo más dos años. Escriba otro día."


class NotACaseWorker(FieldError):
    code = "protection.not_a_case_worker"
    hint = "Esa cuenta no lleva casos de protección. Elija de la lista."
