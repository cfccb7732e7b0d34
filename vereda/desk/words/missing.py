"""Words of reports of missing persons: who seeks, how it is looked, what was found, what may be told."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.tracing.door import (
    Because,
    CloseReason,
    ConsentFor,
    ContactBy,
    Danger,
    Field,
    LeadFrom,
    Level,
    LocatedBy,
    LookedWith,
    Looks,
    Relation,
    Reliability,
    RiskSign,
    SeekFrom,
    TakenIn,
    Tell,
    Verdict,
    Way,
    Wish,
)

type Words = Mapping[str, str | Promise]

SEEK_FROM: Words = {
    SeekFrom.FAMILY: lazy("La familia"),
    SeekFrom.COMPANION: lazy("Alguien con quien viajaba"),
    SeekFrom.CONSULATE: lazy("Un consulado"),
    SeekFrom.SHELTER: lazy("Un albergue"),
    SeekFrom.GROUP: lazy("Otro grupo"),
    SeekFrom.ORGANIZATION: lazy("Una organización"),
    SeekFrom.UNKNOWN: lazy("Sin dato"),
}
RELATIONS: Words = {
    Relation.PARENT: lazy("Madre o padre"),
    Relation.CHILD: lazy("Hija o hijo"),
    Relation.PARTNER: lazy("Pareja"),
    Relation.SIBLING: lazy("Hermana o hermano"),
    Relation.FAMILY: lazy("Otro familiar"),
    Relation.FRIEND: lazy("Amistad"),
    Relation.COMPANION: lazy("Compañera o compañero de viaje"),
    Relation.OTHER: lazy("Otra relación"),
    Relation.UNKNOWN: lazy("Sin dato"),
}
CONSENT: Words = {
    ConsentFor.SEARCH: lazy("Sí a guardar el reporte y buscar"),
    ConsentFor.SHARE: lazy("Sí a preguntar a otros: albergues, hospitales, consulado"),
    ConsentFor.NAME: lazy("Sí a que la persona buscada sepa quién la busca"),
    ConsentFor.PUBLISH: lazy("Sí a que su propio nombre salga en un cartel, hasta una fecha"),
}
CONTACT_BY: Words = {
    ContactBy.CALL: lazy("Llamada"),
    ContactBy.MESSAGE: lazy("Mensaje"),
    ContactBy.SEEN: lazy("En persona"),
    ContactBy.OTHERS: lazy("Por otros"),
    ContactBy.UNKNOWN: lazy("Sin dato"),
}
DANGER: Words = {
    Danger.LOST: lazy("Se perdió"),
    Danger.LEFT_BEHIND: lazy("Se quedó atrás"),
    Danger.NO_WATER: lazy("Sin agua"),
    Danger.ILL: lazy("Enfermedad o herida"),
    Danger.RIVER: lazy("Iba a cruzar el río"),
    Danger.TAKEN: lazy("Se llevaron a la persona"),
    Danger.THREATENED: lazy("Recibió amenazas"),
}
WAYS: Words = {
    Way.UNDECIDED: lazy("Por decidir"),
    Way.ALERT: lazy("En alerta"),
    Way.TRACING: lazy("En indagación"),
}
BECAUSE: Words = {
    Because.WITHIN: lazy("Hubo noticias hace menos de 3 días"),
    Because.DANGER: lazy("Se dijo que está en peligro"),
    Because.CHILD: lazy("Es niña, niño o adolescente"),
    Because.UNKNOWN_TIME: lazy("No se sabe desde cuándo no hay noticias"),
    Because.LONG_AGO: lazy("Hace días que no hay noticias"),
}
LOOKED: Words = {
    LookedWith.OWN_RECORDS: lazy("Nuestros registros"),
    LookedWith.SEEKER: lazy("Se preguntó a quien busca"),
    LookedWith.GROUPS: lazy("Otros grupos"),
    LookedWith.SHELTERS: lazy("Albergues"),
    LookedWith.HOSPITALS: lazy("Hospitales"),
    LookedWith.CONSULATE: lazy("Consulado"),
    LookedWith.COMPANIONS: lazy("Con quienes viajaba"),
    LookedWith.OTHER: lazy("Otro lugar"),
}
LEAD_FROM: Words = {
    LeadFrom.AGENT: lazy("Agente del grupo"),
    LeadFrom.COMPANION: lazy("Alguien con quien viajaba"),
    LeadFrom.SHELTER: lazy("Un albergue"),
    LeadFrom.HOSPITAL: lazy("Un hospital"),
    LeadFrom.FAMILY: lazy("La familia"),
    LeadFrom.NETWORK: lazy("Una red social"),
    LeadFrom.ANONYMOUS: lazy("Fuente anónima"),
    LeadFrom.OTHER: lazy("Otra persona"),
}
RELIABILITY: Words = {
    Reliability.SURE: lazy("Confiable"),
    Reliability.LIKELY: lazy("Probable"),
    Reliability.DOUBTFUL: lazy("Dudosa"),
    Reliability.UNKNOWN: lazy("No se sabe"),
}
RISK: Words = {
    RiskSign.VIOLENCE: lazy("Violencia en casa, o de una expareja"),
    RiskSign.PERSECUTION: lazy("Persecución: huye de quien busca"),
    RiskSign.TRAFFICKING: lazy("Trata de personas"),
    RiskSign.CHILD: lazy("Es menor y no se sabe quién puede decidir"),
    RiskSign.DEBT: lazy("Cobra una deuda, pide dinero o habla por el guía"),
    RiskSign.AUTHORITY: lazy("Puede ser de una autoridad que detiene, o hablar en su nombre"),
    RiskSign.UNPROVEN: lazy("No se pudo comprobar la relación"),
}
VERDICTS: Words = {
    Verdict.MAY_TELL: lazy("Se puede avisar, si la persona dice que sí"),
    Verdict.ASK_SPECIALIST: lazy("Que lo vea protección antes"),
    Verdict.NEVER: lazy("No se avisa"),
}
LOCATED_BY: Words = {
    LocatedBy.ENCOUNTER: lazy("En un encuentro del grupo"),
    LocatedBy.MISSION: lazy("En una misión del grupo"),
    LocatedBy.SPOKE: lazy("Hablamos a distancia con la persona"),
    LocatedBy.OTHERS: lazy("Lo dice un albergue, hospital, consulado u otro grupo"),
    LocatedBy.SEEKER: lazy("Ya se comunicó con quien busca"),
}
FROM_AFAR = (LocatedBy.SPOKE, LocatedBy.OTHERS, LocatedBy.SEEKER)
"""Ways of knowing without having met the person: they name no encounter."""
WISHES: Words = {
    Wish.YES: lazy("Sí, díganle cómo comunicarse conmigo"),
    Wish.MESSAGE: lazy("Denle solo un recado mío"),
    Wish.ALIVE_ONLY: lazy("Díganle solo que estoy con vida"),
    Wish.LATER: lazy("Todavía no"),
    Wish.NO: lazy("No"),
}
LOOKS: Words = {
    Looks.SAME: lazy("Parece la misma persona"),
    Looks.UNSURE: lazy("No estoy segura o seguro"),
    Looks.OTHER: lazy("Es otra persona"),
}
EVIDENCE: Words = {
    Field.GIVEN: lazy("Nombre"),
    Field.FAMILIES: lazy("Apellidos"),
    Field.CALLED: lazy("Apodo u otro nombre"),
    Field.SEX: lazy("Sexo"),
    Field.AGE: lazy("Edad"),
    Field.ORIGIN: lazy("Origen"),
    Field.RELATION: lazy("Apellido de quien busca"),
    Field.COMPANIONS: lazy("Con quién iba"),
    Field.TELEPHONE: lazy("Teléfono"),
    Field.MARKS: lazy("Señas y ropa"),
}
LEVELS: Words = {
    Level.SAME: lazy("coincide"),
    Level.BOTH: lazy("coinciden los dos, en cualquier orden"),
    Level.ONE: lazy("coincide uno"),
    Level.NEAR: lazy("se parece"),
    Level.DIFFERS: lazy("difiere"),
    Level.UNKNOWN: lazy("no se sabe"),
}
TELLS: Words = {
    Tell.ALIVE: lazy("Que está con vida, nada más"),
    Tell.GREETING: lazy("El recado que dio la persona"),
    Tell.CALL: lazy("Cómo comunicarse, como lo dijo la persona"),
}
CLOSED: Words = {
    CloseReason.LOCATED: lazy("Se encontró"),
    CloseReason.WITHDRAWN: lazy("Quien busca retiró el reporte"),
    CloseReason.FORENSIC: lazy("Lo lleva el servicio forense"),
    CloseReason.MISTAKE: lazy("Se abrió por error"),
}
STEPS: Words = {
    "tracing.report_opened": lazy("Recibió el reporte"),
    "tracing.report_corrected": lazy("Corrigió los datos de quien busca"),
    "tracing.report_withdrawn": lazy("Quien busca retiró el reporte"),
    "tracing.poster_made": lazy("Se puede poner un cartel con el nombre de quien busca"),
    "tracing.poster_ended": lazy("Se quita el cartel"),
    "tracing.person_sought": lazy("Abrió el expediente de la persona buscada"),
    "tracing.sought_described": lazy("Corrigió los datos de la persona buscada"),
    "tracing.alert_opened": lazy("Abrió una alerta"),
    "tracing.search_reviewed": lazy("Buscó otra vez"),
    "tracing.lead_heard": lazy("Anotó una pista"),
    "tracing.lead_withdrawn": lazy("Quitó una pista"),
    "tracing.person_located": lazy("Se encontró con vida"),
    "tracing.located_taken_back": lazy("Deshizo la localización: no era esa persona"),
    "tracing.wish_said": lazy("Anotó lo que la persona encontrada permite"),
    "tracing.risk_checked": lazy("Revisó el riesgo de quien busca"),
    "tracing.match_looked": lazy("Comparó un registro con la persona buscada"),
    "tracing.file_assigned": lazy("Cambió quién más lleva el expediente"),
    "tracing.seeker_told": lazy("Avisó a quien busca"),
    "tracing.passed_to_forensics": lazy("Lo lleva el servicio forense"),
    "tracing.file_closed": lazy("Cerró el expediente"),
    "tracing.file_reopened": lazy("Reabrió el expediente"),
    "tracing.file_joined": lazy("Vio que dos expedientes son de la misma persona"),
    "tracing.file_separated": lazy("Los separó: eran dos personas"),
}
"""What each entry kind did."""

FIELDS: Words = {
    "report_opened": lazy("Apertura del reporte"),
    "report_withdrawn": lazy("Retiro del reporte"),
    "seeker": lazy("Quién busca"),
    "seek_from": lazy("De dónde viene el reporte"),
    "relation": lazy("Relación"),
    "file_opened": lazy("Apertura del expediente"),
    "of_report": lazy("De qué reporte es"),
    "of_person": lazy("De qué persona es"),
    "sought_described": lazy("Señas de la persona"),
    "last_contact_at": lazy("Última noticia"),
    "last_contact_by": lazy("Cómo fue la última noticia"),
    "danger": lazy("Peligro"),
    "lead": lazy("Pista"),
    "located": lazy("Cómo se encontró"),
    "forensic": lazy("Servicio forense"),
    "file_closed": lazy("Cierre del expediente"),
    "file_joined": lazy("Unido a otro expediente"),
}
"""Fields of a difference."""
RECORDS: Words = {
    "missing_report": lazy("Reporte de persona extraviada"),
    "missing_file": lazy("Expediente de persona extraviada"),
}
"""What a record is called where two people wrote it differently."""


def said(words: Words, code: str) -> str:
    """Return the word for a code; a code of a newer version as it is."""
    return str(words.get(code, code))


def listed(words: Words, codes: object) -> str:
    """Return the words for codes, joined by commas."""
    return ", ".join(said(words, str(code)) for code in codes) if isinstance(codes, list | tuple) else ""


def pfif_said(made: TakenIn) -> str:
    """Return what came of a PFIF file, in one line."""
    return _(
        "Leído: {new} reportes nuevos con {leads} pistas; {known} ya estaban; {expired} vencidos, de los que no queda nada "
        "({withdrawn} retirados); {stray} notas de nadie del archivo."
    ).format(**vars(made))
