"""What can go wrong with a record of first aid. Details never hold anything of anybody's health."""

from __future__ import annotations

from vereda.errors import FieldError


class RecordGone(FieldError):
    """No such record in the group."""

    code = "medical.record_gone"
    hint = "Ese registro no es de su grupo o ya no está; vuelva al encuentro."


class NothingToRecord(FieldError):
    """Neither what is wrong nor how it ended."""

    code = "medical.nothing_to_record"
    hint = "Marque qué le pasa, o cómo terminó. Con una de las dos basta."


class EncounterNotThere(FieldError):
    """The encounter is not the group's, or does not count by itself."""

    code = "medical.encounter_not_there"
    hint = "Ese encuentro está retirado, tachado, unido a otro o es de otro grupo. Abra el que cuenta y anote ahí."


class PersonNotThere(FieldError):
    """The person is not named in the encounter."""

    code = "medical.person_not_there"
    hint = "Esa persona no está en este encuentro. Elija otra, o deje sin nombre."


class ComplaintUnknown(FieldError):
    """A code outside the table, or one that is not written here."""

    code = "medical.complaint_unknown"
    hint = "Ese motivo no está en la lista. Elija de la lista."


class InTheFuture(FieldError):
    """It has not happened yet."""

    code = "medical.in_the_future"
    hint = "Esa hora todavía no llega. Revísela."


class TriageUnfinished(FieldError):
    """A question of the triage is open."""

    code = "medical.triage_unfinished"
    hint = "Falta contestar una pregunta del triage. Termínelo, o déjelo fuera."


class NothingMeasured(FieldError):
    """A set without a value."""

    code = "medical.nothing_measured"
    hint = "Anote al menos un valor medido."


class LineGone(FieldError):
    """No such line."""

    code = "medical.line_gone"
    hint = "Ese renglón ya no está; vuelva a cargar la página."


class RecordWithdrawn(FieldError):
    """It was taken back: put it back first."""

    code = "medical.record_withdrawn"
    hint = "Este registro se anuló. Si no fue un error, repóngalo primero."


class RecordNotWithdrawn(FieldError):
    """It stands."""

    code = "medical.record_not_withdrawn"
    hint = "Este registro está vigente; no hay nada que reponer."


class AgesDiffer(FieldError):
    """Years and months that are not of one person."""

    code = "medical.ages_differ"
    hint = "Los años y los meses no son de la misma edad. Deje solo uno."
