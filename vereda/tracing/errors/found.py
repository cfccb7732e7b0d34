"""What can go wrong when somebody is found, and when the seeker is to be told."""

from __future__ import annotations

from vereda.errors import FieldError


class AlreadyLocated(FieldError):
    """The finding stands: it counts once."""

    code = "tracing.already_located"
    hint = "Ya está anotado que se encontró con vida. Si fue un error, deshaga primero la localización."


class NotLocated(FieldError):
    """Nobody found the person yet."""

    code = "tracing.not_located"
    hint = "Todavía no está anotado que se encontró con vida."


class EncounterNeeded(FieldError):
    """A meeting is said, and none is named."""

    code = "tracing.encounter_needed"
    hint = "Elija el encuentro en que se halló a la persona; si no está, anótelo primero."


class EncounterCountsNot(FieldError):
    """The encounter was withdrawn, joined to another, or came as a sum."""

    code = "tracing.encounter_counts_not"
    hint = "Ese encuentro no cuenta por sí mismo: se retiró, se unió a otro o es una suma. Elija otro."


class EncounterTooSmall(FieldError):
    """More persons would be located than were met."""

    code = "tracing.encounter_too_small"
    hint = "En ese encuentro hay {people} personas y ya todas están localizadas. Corrija el encuentro o elija otro."


class FoundStandsStill(FieldError):
    """A file that was a mistake, with a finding that counts."""

    code = "tracing.found_stands_still"
    hint = "Deshaga primero la localización: un expediente abierto por error no cuenta a nadie."


class WithForensics(FieldError):
    """The forensic body tells the family; the program tells nothing."""

    code = "tracing.with_forensics"
    hint = "Lleva el caso el servicio forense, y es quien habla con la familia. Desde aquí no se dice nada."


class CaseNumberMissing(FieldError):
    """A pointer to nothing."""

    code = "tracing.case_number_missing"
    hint = "Escriba el número de caso que dio el servicio forense."


class ToForensicUnknown(FieldError):
    """The pack has no such institution today, or it is no forensic body."""

    code = "tracing.to_forensic_unknown"
    hint = "Elija de la lista a qué servicio se entregó."


class NotToBeTold(FieldError):
    """The person located has not agreed to it."""

    code = "tracing.not_to_be_told"
    hint = "La persona encontrada no ha dicho que sí. A quien busca no se le dice nada, ni que apareció."


class MoreThanAgreed(FieldError):
    """The person agreed to less."""

    code = "tracing.more_than_agreed"
    hint = "La persona permitió decir menos que eso. No diga más."


class RiskNotChecked(FieldError):
    """Nobody looked whether the seeker is a danger."""

    code = "tracing.risk_not_checked"
    hint = "Antes de decir algo, haga la revisión de riesgo de quien busca."


class RiskAgainst(FieldError):
    """The risk check says no, or that a specialist decides, or it cannot be read here."""

    code = "tracing.risk_against"
    hint = "La revisión de riesgo no permite avisar, o no se puede leer en esta computadora. Hable con la coordinación."


class SeekerWithdrew(FieldError):
    """The seeker asked that nothing goes on."""

    code = "tracing.seeker_withdrew"
    hint = "Quien busca retiró su reporte. No le llame."


class EncounterOnLines(FieldError):
    """The encounter says of a line of people that they were located: nobody can add one to them."""

    code = "tracing.encounter_on_lines"
    hint = "En ese encuentro el servicio está en un renglón de personas. Corríjalo ahí y vuelva a intentar."
