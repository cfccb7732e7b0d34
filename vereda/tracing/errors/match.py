"""What can go wrong between a record that fits and the question whether it is the person."""

from __future__ import annotations

from vereda.errors import FieldError


class CandidateGone(FieldError):
    """Not among those who may be compared with the file: erased, said no, of nobody's consent, or never there."""

    code = "tracing.candidate_gone"
    hint = "Ese registro ya no se puede comparar con este expediente. Vuelva a cargar la página."


class SecondLookMissing(FieldError):
    """One person alone decides nothing."""

    code = "tracing.second_look_missing"
    hint = "Falta que otra persona lo compare y diga que es la misma. Nadie pregunta antes."


class RiskBeforeAsking(FieldError):
    """Nobody weighed whether who seeks is a danger."""

    code = "tracing.risk_before_asking"
    hint = "Antes de preguntarle a la persona, haga la revisión de riesgo de quien busca."


class RiskAgainstAsking(FieldError):
    """The risk check says no, that a specialist decides, or cannot be read here."""

    code = "tracing.risk_against_asking"
    hint = "La revisión de riesgo no permite preguntarle por ahora, o no se puede leer en esta máquina. Hable con protección."


class CannotBeAssigned(FieldError):
    """Not somebody who traces in this country."""

    code = "tracing.cannot_be_assigned"
    hint = "Elija de la lista a quien hace búsqueda de familiares."
