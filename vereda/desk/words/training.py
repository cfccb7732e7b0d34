"""Words of training: how a session is held, what came of it, what a certificate is worth, what a list does wrong."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.training.schema import Applied, Changed, ChangedFor, Duty, How, Item, Mode, Moment, RevokedFor, Theme

type Words = Mapping[str, str | Promise]

MODES: Words = {
    Mode.ON_SITE: lazy("En persona"),
    Mode.ONLINE: lazy("En línea"),
    Mode.OWN_PACE: lazy("Por su cuenta"),
}
MOMENTS: Words = {Moment.BEFORE: lazy("Examen de entrada"), Moment.AFTER: lazy("Examen de salida")}
HOWS: Words = {How.LIST: lazy("por lista"), How.CODE: lazy("por código"), How.PAST_LIST: lazy("de una lista anterior")}
APPLIED: Words = {
    Applied.YES: lazy("Sí lo hace"),
    Applied.PARTLY: lazy("En parte"),
    Applied.NO: lazy("Todavía no"),
    Applied.NOT_SEEN: lazy("No hubo ocasión de verlo"),
}
CHANGED_FOR: Words = {
    ChangedFor.WORK: lazy("Por el trabajo"),
    ChangedFor.TRAINER: lazy("Quien la daba no puede"),
    ChangedFor.PLACE: lazy("Por el lugar o el camino"),
    ChangedFor.WEATHER: lazy("Por el clima"),
    ChangedFor.OTHER: lazy("Por otra causa"),
}
MOVED: Words = {
    "begins_on": lazy("Primer día"),
    "ends_on": lazy("Último día"),
    "place": lazy("Lugar"),
    "provider": lazy("Institución que enseña"),
    "trainer": lazy("Quién la da, de los nuestros"),
}
CHANGED: Words = {
    Changed.PRACTICE: lazy("Una costumbre del grupo"),
    Changed.FORM: lazy("Una hoja o pantalla"),
    Changed.TEXT: lazy("Un texto para personas migrantes"),
    Changed.EQUIPMENT: lazy("Equipo"),
    Changed.NOTHING_YET: lazy("Nada todavía"),
}
ITEMS: Words = {
    Item.USEFUL: lazy("Me sirve en mi trabajo"),
    Item.CLEAR: lazy("Se entendió"),
    Item.PRACTISED: lazy("Hubo práctica suficiente"),
    Item.TRAINER: lazy("Quien enseñó sabe y escucha"),
    Item.SAFE: lazy("Pude preguntar y disentir"),
}
THEMES: Words = {Theme.TRAFFICKING: lazy("Trata de personas"), Theme.RIGHTS: lazy("Derechos humanos")}
REVOKED: Words = {
    RevokedFor.MISTAKE: lazy("Se dio por error"),
    RevokedFor.DATA_WRONG: lazy("Un dato está mal: se dará otra"),
    RevokedFor.NOT_EARNED: lazy("No tomó el curso"),
}
DUTIES: Words = {
    Duty.BOAT: lazy("Lancha"),
    Duty.SCREENING: lazy("Plática sobre trata"),
    Duty.FIRST_AID: lazy("Primeros auxilios"),
    Duty.SEARCH: lazy("Búsqueda"),
}
PROBLEMS: Words = {
    "no_head": lazy("Falta el renglón de títulos: fecha, nombre y tema. Se lee la primera hoja del libro."),
    "formula": lazy("La fórmula no da resultado. Escriba en la celda lo que debe decir."),
    "day": lazy("No es una fecha. Escríbala como 2019-03-12 o 12/03/2019; el último día no va antes del primero."),
    "ahead": lazy("Esa fecha aún no llega."),
    "name": lazy("Falta el nombre."),
    "topic": lazy("No es un curso ni una clave del catálogo, como TRAFF-01."),
    "group": lazy("Ese grupo no existe en el país. Escríbalo como en el programa."),
    "sex": lazy("Escriba F, M, X, o déjelo vacío."),
    "hours": lazy("No es un número de horas."),
    "country": lazy("Escriba el país con sus dos letras (ISO 3166)."),
    "long": lazy("Es más largo que 200 signos."),
    "twice": lazy("La misma persona está dos veces en la misma sesión."),
    "two_people": lazy("Dos personas del país se llaman así: escriba el grupo."),
    "other_group": lazy("Es de otro grupo: aquí solo entra el suyo."),
}
STEPS: Words = {
    "training.session_planned": lazy("Planeó la sesión"),
    "training.session_changed": lazy("Cambió la sesión"),
    "training.enrolled": lazy("Dijo a quién se espera"),
    "training.signed_up": lazy("Dijo si va"),
    "training.arrived": lazy("Tomó el código del día en su teléfono"),
    "training.attended": lazy("Anotó quién estuvo"),
    "training.attendance_struck": lazy("Quitó a alguien de la lista"),
    "training.scored": lazy("Anotó un examen en papel"),
    "training.reaction_noted": lazy("Sumó las hojas de opinión"),
    "training.behaviour_noted": lazy("Anotó lo visto a los 90 días"),
    "training.result_noted": lazy("Anotó qué cambió en el grupo"),
    "training.session_closed": lazy("Cerró la lista"),
    "training.session_cancelled": lazy("Canceló la sesión"),
    "training.checked_in": lazy("Se anotó con el código del día"),
    "training.course_taken": lazy("Empezó el curso por su cuenta"),
    "training.answered": lazy("Contestó un examen"),
    "training.guest_named": lazy("Anotó a una persona de otra institución"),
    "training.certified": lazy("Dio la constancia"),
    "training.certificate_revoked": lazy("Anuló la constancia"),
    "training.course_came": lazy("Llegó un curso de otro país"),
    "training.course_text_came": lazy("Llegó un curso de otro país en una lengua"),
    "training.course_reviewed": lazy("Anotó quién leyó el curso de otro país y qué dijo"),
}
