"""What can go wrong between a record that fits and the question whether it is the person."""

from __future__ import annotations

from vereda.errors import FieldError


class CandidateGone(FieldError):
    """Not among those who may be compared with the file: erased, said no, of nobody's consent, or never there."""

    code = "tracing.candidate_gone"
    hint = "Ese registro ya no se puede comparar con este expediente. Vuelva a cargar la página."


class SearchedTooOften(FieldError):
    """One account looked for many different persons in a short time: name after name finds out who was met."""

    code = "tracing.searched_too_often"
    hint = "Buscó parecidos de muchas personas distintas en poco tiempo. Espere {minutes} min y vuelva a cargar la página."


class SecondLookMissing(FieldError):
    """One person alone decides nothing."""

    code = "tracing.second_look_missing"
    hint = "Falta que otra persona lo compare y diga que es la misma. Nadie pregunta antes."


class RiskBeforeAsking(FieldError):
    """Nobody weighed whether who seeks is a danger."""

    code = "tracing.risk_before_asking"
    hint = "Antes de preguntarle a la persona, haga la revisión de riesgo de quien busca."


class ChildNotWeighed(FieldError):
    """A child is sought, and the risk check says nothing of it: who may decide for it was thought of by nobody."""

    code = "tracing.child_not_weighed"
    hint = "Es niña, niño o adolescente: repita la revisión de riesgo, márquelo, y vea con protección quién puede decidir."


class RiskAgainstAsking(FieldError):
    """The risk check says no, that a specialist decides, or cannot be read here."""

    code = "tracing.risk_against_asking"
    hint = "La revisión de riesgo no permite preguntarle por ahora, o no se puede leer en esta computadora. Hable con protección."


class PosterNotAgreed(FieldError):
    """Who seeks did not say yes to a poster, or took it back."""

    code = "tracing.poster_not_agreed"
    hint = "Quien busca no dio permiso de poner su nombre en un cartel. Léale el texto y anote su respuesta antes."


class PosterDayWrong(FieldError):
    """A poster without an end, or with one too far away."""

    code = "tracing.poster_day_wrong"
    hint = "Diga hasta qué día se deja el cartel: de hoy a {most} días."


class PosterTextMissing(FieldError):
    """The text of this consent does not exist in the language in which it was asked."""

    code = "tracing.poster_text_missing"
    hint = "El texto de este permiso no está en esa lengua. Pregunte en una que sí esté, con intérprete."


class CannotBeAssigned(FieldError):
    """Not somebody who traces in this country."""

    code = "tracing.cannot_be_assigned"
    hint = "Elija de la lista a quien hace búsqueda de familiares."
