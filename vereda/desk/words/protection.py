"""Words of protection: steps of a case, how sure and from whom, what follows, how it ended; of children, what is decided."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.protection.door import (
    CaseEnd,
    CaseStep,
    Confidence,
    Difficulty,
    FamilyRisk,
    Heard,
    Level,
    Next,
    Profile,
    ToldBy,
    Wanted,
)

type Words = Mapping[str, str | Promise]

UNSIGNED = lazy("Aún no aprobado por una persona especialista en protección.")
UNSIGNED_HOURS = lazy("Aún no aprobado por personal clínico.")

STEPS: Words = {
    "protection.case_asked": lazy("Pidió que lo vea quien lleva protección"),
    "protection.case_taken": lazy("Tomó el caso"),
    "protection.case_worker_added": lazy("Sumó a quien lleva el caso"),
    "protection.case_worker_left": lazy("Dejó el caso"),
    "protection.case_holds": lazy("Sumó un encuentro o a una persona"),
    "protection.case_let_go": lazy("Quitó un encuentro o a una persona"),
    "protection.case_step_done": lazy("Anotó un paso"),
    "protection.case_step_withdrawn": lazy("Quitó un paso"),
    "protection.case_shared": lazy("Compartió una parte, con permiso"),
    "protection.case_share_ended": lazy("Dejó de compartirla"),
    "protection.case_pictured": lazy("Anotó exposición, experiencia y capacidad"),
    "protection.case_difficulty_asked": lazy("Hizo las preguntas sobre discapacidad"),
    "protection.case_survivor_noted": lazy("Anotó las horas que importan"),
    "protection.case_torture_noted": lazy("Anotó a dónde se refiere"),
    "protection.case_safety_planned": lazy("Hizo el plan de seguridad"),
    "protection.case_screened": lazy("Platicó a solas"),
    "protection.case_closed": lazy("Cerró el caso"),
    "protection.case_reopened": lazy("Reabrió el caso"),
    "protection.screener_trained": lazy("Anotó la capacitación"),
    "protection.screener_stopped": lazy("Quitó la capacitación"),
}
CASE_STEPS: Words = {
    CaseStep.IDENTIFY: lazy("Reconocer qué pasa"),
    CaseStep.SAFETY: lazy("Seguridad inmediata"),
    CaseStep.CONSENT: lazy("Pedir su permiso"),
    CaseStep.ASSESS: lazy("Valorar"),
    CaseStep.PLAN: lazy("Hacer un plan"),
    CaseStep.REFER: lazy("Referir"),
    CaseStep.FOLLOW_UP: lazy("Dar seguimiento"),
    CaseStep.CLOSE: lazy("Preparar el cierre"),
}
CASE_ENDS: Words = {
    CaseEnd.SAFE: lazy("La persona está a salvo y no pide más"),
    CaseEnd.WITH_ANOTHER: lazy("Lo lleva otra institución"),
    CaseEnd.NOT_WANTED: lazy("La persona no quiere seguir"),
    CaseEnd.LOST_CONTACT: lazy("Se perdió el contacto"),
    CaseEnd.MISTAKE: lazy("Se pidió por error"),
}
LEVELS: Words = {
    Level.INDIVIDUAL: lazy("De la persona"),
    Level.HOUSEHOLD: lazy("De su familia"),
    Level.COMMUNITY: lazy("De su comunidad"),
    Level.STRUCTURAL: lazy("De fondo"),
}
SIDES: Words = {
    "exposure": lazy("Exposición: a qué puede pasarle"),
    "experience": lazy("Experiencia: qué ha vivido"),
    "capability": lazy("Capacidad: con qué cuenta"),
}
CONFIDENCE: Words = {
    Confidence.SURE: lazy("Es seguro"),
    Confidence.LIKELY: lazy("Es probable"),
    Confidence.UNSURE: lazy("No es seguro"),
}
TOLD_BY: Words = {
    ToldBy.PERSON: lazy("Lo dijo la persona"),
    ToldBy.RELATIVE: lazy("Lo dijo alguien de su familia"),
    ToldBy.OTHER_HELPER: lazy("Lo dijo otra persona que ayuda"),
    ToldBy.SEEN: lazy("Lo vio quien escribe"),
    ToldBy.PAPER: lazy("Está en un papel"),
}
DIFFICULTY: Words = {
    Difficulty.NONE: lazy("No"),
    Difficulty.SOME: lazy("Algo"),
    Difficulty.A_LOT: lazy("Mucho"),
    Difficulty.CANNOT: lazy("No puede"),
}
WANTED: Words = {
    Wanted.YES: lazy("Sí quiere"),
    Wanted.NO: lazy("No quiere"),
    Wanted.LATER: lazy("Ahora no; preguntar después"),
}
HEARD: Words = {
    Heard.YES: lazy("Sí"),
    Heard.NO: lazy("No"),
    Heard.UNSURE: lazy("No queda claro"),
}
NEXT: Words = {
    Next.REFER_NOW: lazy("Referir ahora"),
    Next.TALK_AGAIN: lazy("Volver a platicar"),
    Next.NO_SIGNS_TODAY: lazy("Hoy sin señales"),
}
WHAT_NEXT: Words = {
    Next.REFER_NOW: lazy("Ofrézcale hoy un lugar seguro y a quién acudir. Decide la persona. No es una conclusión sobre ella."),
    Next.TALK_AGAIN: lazy("Otro día, a solas y sin prisa. Mientras, lo que necesite."),
    Next.NO_SIGNS_TODAY: lazy("No quiere decir que no pase nada: hoy no lo contó. Dígale cómo volver."),
}
PROFILES: Words = {
    Profile.ADULT: lazy("Persona adulta"),
    Profile.CHILD: lazy("Niña, niño o adolescente"),
}
FAMILY_RISKS: Words = {
    FamilyRisk.FLED_THEM: lazy("Huye de alguien de su familia"),
    FamilyRisk.VIOLENCE: lazy("Hay violencia en su casa"),
    FamilyRisk.SOLD_OR_SENT: lazy("Alguien de su familia la entregó, la vendió o la mandó a trabajar"),
    FamilyRisk.PERSECUTED: lazy("Buscarla la pondría en peligro, o a su familia"),
    FamilyRisk.NOT_WANTED: lazy("No quiere que la busquen"),
}
INTERESTS: Words = {
    "child_view": lazy("Qué piensa y quiere"),
    "family": lazy("Su familia: quiénes son y dónde"),
    "safety": lazy("Su seguridad"),
    "health": lazy("Su salud"),
    "identity": lazy("Quién es: lengua, pueblo, papeles"),
    "development": lazy("Su desarrollo: escuela, juego, cuidados"),
    "people_close": lazy("Qué dicen las personas cercanas"),
    "options": lazy("Qué opciones hay"),
}
PLAN: Words = {
    "danger": lazy("De qué o de quién se cuida"),
    "signs": lazy("Cómo nota que viene el peligro"),
    "safe_place": lazy("A dónde puede ir"),
    "people": lazy("A quién puede llamar"),
    "contact": lazy("Cómo y a qué hora se le puede buscar sin ponerle en peligro"),
    "take_along": lazy("Qué lleva consigo"),
    "children": lazy("Qué harán sus hijas e hijos"),
    "if_it_happens": lazy("Qué hace si pasa"),
}


def said(words: Words, code: str | None) -> str:
    """Return the word of a code; of one that is not there the code itself."""
    return str(words.get(code, code)) if code else ""
