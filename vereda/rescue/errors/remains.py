"""What can go wrong with a file of somebody found dead. No sentence holds a name or a place."""

from __future__ import annotations

from vereda.errors import FieldError


class RemainsGone(FieldError):
    """No such file in the group, or it was withdrawn."""

    code = "rescue.remains_gone"
    hint = "Esa ficha se retiró o no es de su grupo; vuelva a cargar la página."


class NoNumberOfRemains(FieldError):
    """A finding of nobody."""

    code = "rescue.no_number_of_remains"
    hint = "Diga cuántas personas fallecidas se localizaron: al menos una."


class HourInTheFuture(FieldError):
    """The hour has not come."""

    code = "rescue.hour_in_the_future"
    hint = "Esa hora todavía no llega. Revísela."


class BeforeTheFinding(FieldError):
    """An hour before the finding."""

    code = "rescue.before_the_finding"
    hint = "A esa hora todavía no se la había localizado. Revise la hora."


class BeforeTheCall(FieldError):
    """The authority came before it was told."""

    code = "rescue.before_the_call"
    hint = "La autoridad no pudo llegar antes de que se le avisara. Revise la hora."


class BeforeTheArrival(FieldError):
    """Something that the authority did before it was there."""

    code = "rescue.before_the_arrival"
    hint = "A esa hora la autoridad todavía no llegaba. Revise la hora."


class FoundAfterTheCall(FieldError):
    """The corrected hour lies behind what came afterwards."""

    code = "rescue.found_after_the_call"
    hint = "A esa hora ya se había avisado o ya estaba la autoridad. Revise la hora del hallazgo."


class NotToldYet(FieldError):
    """Somebody came who was told by nobody."""

    code = "rescue.not_told_yet"
    hint = "Anote primero a quién se avisó y a qué hora."


class NotThereYet(FieldError):
    """Handed over to nobody."""

    code = "rescue.not_there_yet"
    hint = "Anote primero a qué hora llegó la autoridad."


class ProsecutorUnknown(FieldError):
    """Neither an institution of the pack nor words."""

    code = "rescue.prosecutor_unknown"
    hint = "Diga a quién se avisó: elija de la lista o escriba la unidad."


class AlreadyNoted(FieldError):
    """The milestone was reached."""

    code = "rescue.already_noted"
    hint = "Eso ya estaba anotado a las {at}. Si la hora no es correcta, deshágalo primero."


class NotNoted(FieldError):
    """Nothing to take back."""

    code = "rescue.not_noted"
    hint = "Eso no estaba anotado; vuelva a cargar la página."


class LaterStepStands(FieldError):
    """What came afterwards stands on it."""

    code = "rescue.later_step_stands"
    hint = "Deshaga primero lo que se anotó después."


class CaseNumberEmpty(FieldError):
    """A number without a sign."""

    code = "rescue.case_number_empty"
    hint = "Escriba el número de la carpeta de investigación."


class UntilIsPast(FieldError):
    """Somebody stays until an hour that is over."""

    code = "rescue.until_is_past"
    hint = "Esa hora de relevo ya pasó. Escriba hasta cuándo se queda."


class BelongingsEmpty(FieldError):
    """A list without a line."""

    code = "rescue.belongings_empty"
    hint = "Escriba al menos una pertenencia, o diga que no hay ninguna a la vista."


class BelongingsTooMany(FieldError):
    """More than the sheet holds."""

    code = "rescue.belongings_too_many"
    hint = "En una hoja caben {most} renglones y con estos serían {n}. Junte en un renglón lo que va junto."


class BelongingGone(FieldError):
    """No such line."""

    code = "rescue.belonging_gone"
    hint = "Ese renglón ya se quitó; vuelva a cargar la página."


class BelongingsThere(FieldError):
    """Nothing to be seen, and a list of it."""

    code = "rescue.belongings_there"
    hint = "La lista tiene renglones. Quítelos antes de decir que no hay nada a la vista."


class NothingToSign(FieldError):
    """There is no list."""

    code = "rescue.nothing_to_sign"
    hint = "Todavía no hay lista que contrafirmar. Escríbala primero."


class ListChanged(FieldError):
    """Another list than the one on the screen."""

    code = "rescue.list_changed"
    hint = "La lista cambió mientras usted la leía. Léala otra vez y contrafirme."


class SameHandCountersigns(FieldError):
    """Whoever wrote the list is no second pair of eyes."""

    code = "rescue.same_hand_countersigns"
    hint = "Usted escribió parte de esta lista. La contrafirma otra persona, con su propia cuenta."


class NotCountersigned(FieldError):
    """The official is handed a list that one pair of eyes saw."""

    code = "rescue.not_countersigned"
    hint = "Falta la contrafirma de otra persona del grupo. Después firma quien recibe."


class OfficialMissing(FieldError):
    """Nobody is named who took it."""

    code = "rescue.official_missing"
    hint = "Escriba el nombre de quien recibe."


class MatchEmpty(FieldError):
    """A note without a report."""

    code = "rescue.match_empty"
    hint = "Escriba el folio del reporte con el que podría coincidir."


class NoMatchNoted(FieldError):
    """Nothing to be given."""

    code = "rescue.no_match_noted"
    hint = "No hay ninguna nota para el servicio forense."


class EncounterNotCounting(FieldError):
    """The encounter is withdrawn, joined to another, or of others."""

    code = "rescue.encounter_not_counting"
    hint = "Ese encuentro ya no cuenta o no es de su grupo. Elija otro, o deje que se haga uno nuevo."


class NothingCorrected(FieldError):
    """A correction of nothing."""

    code = "rescue.nothing_corrected"
    hint = "No cambió nada. Corrija lo que esté mal, o salga sin guardar."
