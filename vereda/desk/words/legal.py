"""Words of legal cases: what they are about, steps, terms and how they end, requests to return."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import Role
from vereda.legal.door import Answer, CaseEnd, Kind, Note, Step, TermEnd

type Words = Mapping[str, str | Promise]

ANSWERS: Words = {Answer.UNKNOWN: lazy("No se ha preguntado"), Answer.YES: lazy("Sí"), Answer.NO: lazy("No")}
"""What nobody asked comes first: what stands in a form before anybody touched it must claim nothing."""
DONE: Words = {
    Step.ADVISED: lazy("Se orientó a la persona"),
    Step.DRAFTED: lazy("Se redactó el escrito"),
    Step.FILED: lazy("Se presentó"),
    Step.STAMPED: lazy("Dieron acuse de recibo"),
    Step.ACCOMPANIED: lazy("Se le acompañó"),
    Step.HEARING: lazy("Entrevista o audiencia"),
    Step.NOTIFIED: lazy("Llegó una notificación"),
    Step.DECIDED: lazy("Hubo resolución"),
    Step.CONSULATE_TOLD: lazy("Se avisó al consulado, porque la persona lo pidió"),
    Step.OTHER: lazy("Otro paso"),
}
ENDS: Words = {
    CaseEnd.GRANTED: lazy("Se resolvió a favor"),
    CaseEnd.REFUSED: lazy("Se negó y no se sigue"),
    CaseEnd.GIVEN_UP: lazy("La persona no quiere seguir"),
    CaseEnd.PASSED_ON: lazy("Lo lleva otra defensa"),
    CaseEnd.LOST_CONTACT: lazy("Se perdió el contacto"),
    CaseEnd.MISTAKE: lazy("Se abrió por error"),
}
TERM_ENDS: Words = {
    TermEnd.MET: lazy("Se cumplió"),
    TermEnd.MISSED: lazy("No se cumplió"),
    TermEnd.NOT_NEEDED: lazy("Ya no hace falta"),
}
WITHOUT_DATE: Words = {
    Kind.AT_ONCE: lazy("De inmediato"),
    Kind.ANY_TIME: lazy("En cualquier momento"),
    Kind.NO_NUMBER: lazy("Sin plazo con número: dar seguimiento"),
}
NOTES: Words = {
    Note.DAYS_NOT_STATED: lazy("La fuente dice «días» y no cuáles: se contaron todos, que es lo más corto."),
    Note.LAST_IS_CLOSED: lazy("El último día es inhábil. Algunas leyes pasan al siguiente hábil: no cuente con eso."),
    Note.TABLE_ENDS: lazy("La tabla de días inhábiles no llega a esa fecha: no se sabe si cae en feriado."),
    Note.NOT_SIGNED: lazy("Nadie ha firmado este plazo."),
    Note.CALENDAR_NOT_SIGNED: lazy("Nadie ha firmado la tabla de días inhábiles."),
    Note.PARTLY_VERIFIED: lazy("La fuente no está verificada del todo."),
}
BEFORE: Words = {
    Role.REFUGEE_AUTHORITY: lazy("Autoridad de refugio"),
    Role.OMBUDSPERSON: lazy("Comisión de derechos humanos"),
    Role.PROSECUTOR: lazy("Fiscalía"),
    Role.LEGAL_AID: lazy("Defensoría o asesoría legal"),
    Role.VICTIMS_AUTHORITY: lazy("Comisión de víctimas"),
    Role.CHILD_PROTECTION: lazy("Procuraduría de protección de la niñez"),
    Role.SEARCH_AUTHORITY: lazy("Comisión de búsqueda"),
    Role.MIGRATION_AUTHORITY: lazy("Autoridad migratoria (lo presenta la persona o su defensa)"),
    Role.CONSULATE: lazy("Consulado"),
}
STEPS: Words = {
    "legal.case_opened": lazy("Pidió asesoría legal"),
    "legal.case_told": lazy("Corrigió el caso"),
    "legal.adviser_took": lazy("Tomó el caso"),
    "legal.adviser_added": lazy("Sumó a alguien al caso"),
    "legal.adviser_left": lazy("Quitó a alguien del caso"),
    "legal.step_taken": lazy("Anotó un paso"),
    "legal.step_withdrawn": lazy("Quitó un paso equivocado"),
    "legal.answer_left": lazy("Dejó respuesta para quien trae el comprobante"),
    "legal.case_closed": lazy("Cerró el caso"),
    "legal.case_reopened": lazy("Reabrió el caso"),
    "legal.term_started": lazy("Empezó a correr un plazo"),
    "legal.term_extended": lazy("Amplió un plazo"),
    "legal.term_seen": lazy("Dijo «enterado» de un plazo"),
    "legal.term_ended": lazy("Cerró un plazo"),
    "legal.term_goes_on": lazy("Deshizo el cierre de un plazo"),
    "legal.term_rang": lazy("Un plazo estaba por vencer: se avisó"),
    "legal.evidence_kept": lazy("Guardó una prueba"),
    "legal.evidence_passed": lazy("Anotó que una prueba cambió de manos"),
    "legal.return_asked": lazy("Anotó que la persona pide volver"),
    "legal.return_seconded": lazy("Confirmó, a solas, que la persona pide volver"),
    "legal.return_taken_back": lazy("Anotó que la persona ya no quiere volver"),
    "legal.return_departed": lazy("Anotó que la persona salió"),
}
COMPLAINTS: Words = {
    "complaints.came": lazy("Llegó una queja cerrada"),
    "complaints.body_said": lazy("El organismo externo contestó o cerró la queja"),
}
DOES: Words = {
    "seen": lazy("Enterado: alguien responde por ese plazo."),
    "met": lazy("Plazo cumplido."),
    "missed": lazy("Anotado. Aunque venció, preséntelo de todos modos y explique por qué."),
    "not_needed": lazy("Anotado por qué ya no hace falta."),
    "undo": lazy("El plazo vuelve a correr."),
    "second": lazy("Confirmado por dos personas. Puede retirarse hasta que salga."),
    "take_back": lazy("Retirada: no se prepara ningún regreso."),
    "depart": lazy("Anotada la salida."),
}


def said(words: Words, code: str | None) -> str:
    """Return the word of a code, the code where there is none, '' for none."""
    return str(words.get(code or "", code or ""))
