"""Words of the register of requests: choices of forms, how a request stands, what a letter says of each outcome."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.transparency.schema import Basis, Ground, Outcome, Outside, Standing, TermFrom, Way

type Words = Mapping[str, str | Promise]

BASES: Words = {Basis.LAW: lazy("Solicitud por la ley de transparencia"), Basis.PRESS: lazy("Pregunta de la prensa")}
WAYS: Words = {
    Way.PLATFORM: lazy("Plataforma de transparencia"),
    Way.MAIL: lazy("Correo electrónico"),
    Way.LETTER: lazy("Escrito"),
    Way.COUNTER: lazy("En ventanilla"),
    Way.TELEPHONE: lazy("Por teléfono"),
}
STANDINGS: Words = {
    Standing.RECEIVED: lazy("por contestar"),
    Standing.CLARIFYING: lazy("se pidió aclaración"),
    Standing.DECIDED: lazy("contestada"),
    Standing.APPEALED: lazy("con recurso"),
    Standing.CLOSED: lazy("cerrada"),
}
OUTCOMES: Words = {
    Outcome.GIVEN: lazy("se dieron las cifras"),
    Outcome.PARTLY: lazy("se dio una parte; lo demás, con su motivo"),
    Outcome.WITHHELD: lazy("todas las celdas van reservadas"),
    Outcome.NOT_HELD: lazy("no lo tenemos"),
    Outcome.NOT_IN_CATALOGUE: lazy("no está entre las tablas que se publican"),
    Outcome.TRANSFERRED: lazy("se turnó a otra autoridad"),
    Outcome.REFUSED: lazy("se negó, con fundamento"),
}
OUTSIDES: Words = {
    Outside.BY_GROUP: lazy("Por grupo: un grupo está en un solo lugar"),
    Outside.FINER_PLACE: lazy("Por municipio, puesto o cruce"),
    Outside.FINER_TIME: lazy("Por día u hora"),
    Outside.NOT_LISTED: lazy("Un renglón que la edición no lista"),
    Outside.NOT_PUBLISHED: lazy("Un mes que todavía no se publica"),
    Outside.BEFORE_COUNTING: lazy("Antes de que se contara así"),
    Outside.A_PERSON: lazy("Sobre una persona"),
    Outside.WHERE_PEOPLE_ARE: lazy("Dónde están o por dónde van las personas"),
    Outside.OTHER_TABLE: lazy("Un cruce de datos que no está en la lista de tablas"),
    Outside.NOT_OURS: lazy("Dinero, personal o actos de una autoridad"),
}
REASONS: Words = {
    Outside.BY_GROUP: lazy(
        "No se publica por grupo: un grupo trabaja en un solo lugar, y el número diría cuánta gente pasa por ahí."
    ),
    Outside.FINER_PLACE: lazy("No se publica por municipio, puesto ni cruce: lo más fino es la entidad."),
    Outside.FINER_TIME: lazy("No se publica por día ni por hora: lo más fino es el mes, treinta días después de terminado."),
    Outside.NOT_LISTED: lazy("La edición no lista ese renglón: son menos de los que se pueden decir, o nadie."),
    Outside.NOT_PUBLISHED: lazy("Ese mes todavía no se publica: se publica cuando lleva treinta días de terminado."),
    Outside.BEFORE_COUNTING: lazy("En esas fechas no se contaba así, y no hay registro del que salga."),
    Outside.A_PERSON: lazy(
        "No se dice si una persona recibió ayuda, ni cuándo ni dónde. Quien pide sus propios datos tiene otro trámite."
    ),
    Outside.WHERE_PEOPLE_ARE: lazy("No se dice dónde están ni por dónde van las personas a quienes se ayuda."),
    Outside.OTHER_TABLE: lazy(
        "Ese cruce no está en la lista cerrada de tablas: con más columnas, las celdas señalarían a personas."
    ),
    Outside.NOT_OURS: lazy("Eso no está en los registros de la ayuda."),
}
"""Why no table holds it, as the letter says it."""
GROUNDS: Words = {
    Ground.PERSONAL_DATA: lazy("Son datos personales"),
    Ground.PUTS_AT_RISK: lazy("Pondría en peligro la vida, la libertad o la seguridad de personas"),
    Ground.RESERVED: lazy("La ley lo reserva"),
}
TERMS: Words = {
    TermFrom.PACK: lazy("de la tabla de plazos del país"),
    TermFrom.TOLD: lazy("de quien leyó el acuse"),
    TermFrom.NONE: lazy("sin plazo verificado"),
}
STEPS: Words = {
    "transparency.received": lazy("Anotó la solicitud"),
    "transparency.question_set": lazy("Dijo en claves qué se pregunta"),
    "transparency.clarification_asked": lazy("Pidió una aclaración"),
    "transparency.clarified": lazy("Anotó la aclaración"),
    "transparency.term_extended": lazy("Amplió el plazo"),
    "transparency.answered": lazy("Contestó"),
    "transparency.appealed": lazy("Anotó un recurso"),
    "transparency.closed": lazy("Cerró"),
}
