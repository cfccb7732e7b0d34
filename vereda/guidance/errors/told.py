"""What can go wrong when it is noted that people were told."""

from __future__ import annotations

from vereda.errors import FieldError


class NobodyTold(FieldError):
    code = "guidance.nobody_told"
    hint = "Escriba a cuántas personas se les dijo."


class NothingTold(FieldError):
    code = "guidance.nothing_told"
    hint = "Marque al menos un tema."


class TooManyTopics(FieldError):
    code = "guidance.too_many_topics"
    hint = "Son más de {most} temas de una vez; anótelos en dos partes."


class EncounterGone(FieldError):
    """Withdrawn, joined to another one, of another group, or a sum that is no meeting."""

    code = "guidance.encounter_gone"
    hint = "Ese encuentro no cuenta por sí mismo o no es de su grupo. Abra el que cuenta y anótelo ahí."


class MoreThanMet(FieldError):
    code = "guidance.more_than_met"
    hint = "En el encuentro hay {people} personas; no se les puede haber dicho a más."


class ServiceOnLines(FieldError):
    """An agent wrote the service for some lines of people: nobody knows whether they are the same."""

    code = "guidance.service_on_lines"
    hint = (
        "El encuentro ya dice a quiénes se orientó, renglón por renglón. Corrija ahí cuántas personas y después anote los temas."
    )


class TellingGone(FieldError):
    code = "guidance.telling_gone"
    hint = "Eso ya se quitó o no es de su grupo; vuelva a cargar la página."
