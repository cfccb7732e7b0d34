"""Words of files of people who were found dead: how it looked and never why, who found them, what is owed, steps."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.rescue.door import Circumstance, FoundBy, Owed, RemainsStep, ToldBy, WithdrawnRemains

CIRCUMSTANCES: Mapping[str, str | Promise] = {
    Circumstance.UNKNOWN: lazy("No se sabe"),
    Circumstance.IN_WATER: lazy("En el agua o en la orilla"),
    Circumstance.BY_RAILS: lazy("Junto a la vía del tren"),
    Circumstance.BY_ROAD: lazy("Junto a una carretera o brecha"),
    Circumstance.IN_THE_OPEN: lazy("A la intemperie"),
    Circumstance.UNDER_SHADE: lazy("Bajo una sombra o un resguardo"),
    Circumstance.INSIDE: lazy("Dentro de un vehículo o una construcción"),
    Circumstance.COVERED: lazy("Cubierta por arena, tierra o ramas"),
    Circumstance.BONES: lazy("Restos óseos"),
}
"""'No se sabe' comes first."""

FOUND_BY: Mapping[str, str | Promise] = {
    FoundBy.UNKNOWN: lazy("No se sabe"),
    FoundBy.TEAM: lazy("Un equipo de la misión"),
    FoundBy.PATROL: lazy("Un recorrido"),
    FoundBy.CALLER: lazy("Alguien avisó"),
    FoundBy.AUTHORITY: lazy("Otra autoridad"),
    FoundBy.OTHER_GROUP: lazy("Otro grupo"),
}
TOLD_BY: Mapping[str, str | Promise] = {
    ToldBy.TELEPHONE: lazy("Por teléfono"),
    ToldBy.RADIO: lazy("Por radio"),
    ToldBy.EMERGENCY: lazy("Por el centro de emergencias"),
    ToldBy.IN_PERSON: lazy("En persona"),
}
WITHDRAWN: Mapping[str, str | Promise] = {
    WithdrawnRemains.MISTAKE: lazy("Se abrió por error"),
    WithdrawnRemains.TWICE: lazy("Se anotó dos veces"),
    WithdrawnRemains.NOT_HUMAN: lazy("No era una persona"),
}
OWED: Mapping[str, str | Promise] = {
    Owed.TELL: lazy("falta avisar a la fiscalía; se localizó hace {age}"),
    Owed.COME: lazy("se avisó hace {age} y nadie ha llegado: vuelva a llamar"),
    Owed.RELIEVE: lazy("falta relevar a quien acompaña, desde hace {age}"),
    Owed.COUNTERSIGN: lazy("falta la contrafirma de las pertenencias, desde hace {age}"),
}
UNDO: Mapping[str, str | Promise] = {
    RemainsStep.TOLD: lazy("Deshacer el aviso"),
    RemainsStep.CAME: lazy("Deshacer la llegada"),
    RemainsStep.HANDED: lazy("Deshacer la entrega"),
    RemainsStep.RECEIVED: lazy("Deshacer la firma de pertenencias"),
}
STEPS: Mapping[str, str | Promise] = {
    "rescue.remains_found": lazy("Abrió la ficha de una persona fallecida localizada"),
    "rescue.remains_corrected": lazy("Corrigió la ficha"),
    "rescue.remains_withdrawn": lazy("Retiró la ficha: ya no cuenta"),
    "rescue.remains_reinstated": lazy("Deshizo el retiro: vuelve a contar"),
    "rescue.prosecutor_told": lazy("Se avisó a la fiscalía"),
    "rescue.prosecutor_came": lazy("Llegó la autoridad"),
    "rescue.case_numbered": lazy("Anotó la carpeta de investigación"),
    "rescue.stayed_with": lazy("Anotó quién acompaña"),
    "rescue.remains_handed_over": lazy("Se entregó a la autoridad"),
    "rescue.remains_step_undone": lazy("Deshizo un paso anotado por error"),
    "rescue.belongings_listed": lazy("Escribió pertenencias"),
    "rescue.belonging_withdrawn": lazy("Quitó un renglón de pertenencias"),
    "rescue.belongings_countersigned": lazy("Contrafirmó la lista de pertenencias"),
    "rescue.belongings_received": lazy("La autoridad firmó las pertenencias"),
    "rescue.match_noted": lazy("Selló una nota para el servicio forense"),
    "rescue.match_given": lazy("Entregó la nota al servicio forense"),
}
"""What each entry kind did."""

FIELDS: Mapping[str, str | Promise] = {
    "remains_number": lazy("Personas fallecidas"),
    "remains_found_by": lazy("Quién la localizó"),
    "remains_setting": lazy("Qué lugar es"),
    "remains_circumstance": lazy("Cómo estaba"),
    "remains_place": lazy("Municipio"),
    "remains_finders": lazy("Quiénes del grupo"),
    "remains_found_at": lazy("Cuándo se localizó"),
    "remains_of": lazy("Misión, recorrido y encuentro"),
    "remains_where": lazy("Lugar exacto"),
    "remains_told": lazy("Aviso a la fiscalía"),
    "remains_came": lazy("Llegada de la autoridad"),
    "remains_handed": lazy("Entrega a la autoridad"),
    "remains_received": lazy("Firma de las pertenencias"),
    "remains_case": lazy("Carpeta de investigación"),
    "remains_staying": lazy("Quién acompaña"),
    "remains_nothing": lazy("Sin pertenencias a la vista"),
    "remains_match_given": lazy("Entrega al servicio forense"),
    "remains_withdrawn": lazy("Retiro de la ficha"),
    "belonging": lazy("Pertenencia"),
}
"""Fields of a difference."""

RECORDS: Mapping[str, str | Promise] = {"remains": lazy("Persona fallecida localizada")}
"""What a record is called where two versions of it are shown."""

FORENSIC = ("rescue.match_noted", "rescue.match_given")
"""Kinds that only who may read the note sees in the history."""


def said(words: Mapping[str, str | Promise], code: str) -> str:
    """Return the word for a code; one that is not known stands as it is."""
    return str(words.get(code, code))
