"""The words of the codes that every country shares, in both languages of the phone. What a country decides is in its pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

type Words = Mapping[str, tuple[str, str]]  # code -> (Spanish, English)

SEXES: Words = {
    "F": ("Mujer", "Woman"),
    "M": ("Hombre", "Man"),
    "X": ("Otro sexo", "Other sex"),
    "U": ("Sin dato", "Not known"),
}
BANDS: Words = {
    "0-4": ("0 a 4 años", "0 to 4 years"),
    "5-11": ("5 a 11 años", "5 to 11 years"),
    "12-17": ("12 a 17 años", "12 to 17 years"),
    "0-17": ("Menor de 18", "Under 18"),
    "18-29": ("18 a 29 años", "18 to 29 years"),
    "30-59": ("30 a 59 años", "30 to 59 years"),
    "60+": ("60 años o más", "60 years or more"),
    "18+": ("18 años o más", "18 years or more"),
    "U": ("Sin dato", "Not known"),
}
CHILD_BANDS: Sequence[str] = ("0-4", "5-11", "12-17", "0-17")
TERRAINS: Words = {
    "river": ("Río", "River"),
    "desert": ("Desierto", "Desert"),
    "mountain": ("Sierra", "Mountains"),
    "jungle": ("Selva", "Jungle"),
    "forest": ("Bosque", "Forest"),
    "railway": ("Vía del tren", "Railway"),
    "coast": ("Costa", "Coast"),
    "highway": ("Carretera", "Highway"),
    "urban": ("Ciudad", "Town"),
    "reservoir": ("Presa", "Reservoir"),
}
VEHICLES: Words = {
    "truck": ("Camioneta", "Pickup"),
    "boat": ("Lancha", "Boat"),
    "airboat": ("Aerobote", "Airboat"),
    "quad": ("Cuatrimoto", "Quad bike"),
    "ambulance": ("Ambulancia", "Ambulance"),
    "foot": ("A pie", "On foot"),
}
PLACE_KINDS: Words = {
    "point": ("Punto exacto", "Exact point"),
    "named": ("Lugar con nombre", "Named place"),
    "patrol": ("En el recorrido", "On patrol"),
    "mission": ("En la misión", "On the mission"),
    "post": ("En el puesto", "At the post"),
    "unknown": ("No se sabe", "Not known"),
}
DUTIES: Words = {
    "boat": ("Lancha", "Boat"),
    "screening": ("Plática sobre trata", "Talk on trafficking"),
    "first_aid": ("Primeros auxilios", "First aid"),
    "search": ("Búsqueda", "Search"),
}
CHANGED_FOR: Words = {
    "work": ("Por el trabajo", "Because of work"),
    "trainer": ("Quien la daba no puede", "Who gave it cannot"),
    "place": ("Por el lugar o el camino", "Because of the place or the way"),
    "weather": ("Por el clima", "Because of the weather"),
    "other": ("Por otra causa", "For another reason"),
}
ALERT_OUTCOMES: Words = {
    "mission_opened": ("Se abrió una misión", "A mission was opened"),
    "handed_over": ("La tomó otra institución", "Another institution took it"),
    "false_alarm": ("Falsa alarma", "False alarm"),
    "joined": ("Es la misma emergencia que otra alerta", "Same emergency as another alert"),
    "unknown": ("No se sabe", "Not known"),
}
MISSION_OUTCOMES: Words = {
    "found": ("Encontrados", "Found"),
    "partly": ("Encontrados en parte", "Some found"),
    "not_found": ("No encontrados", "Not found"),
    "false_alarm": ("Falsa alarma", "False alarm"),
    "unknown": ("No se sabe", "Not known"),
}
PATH_ENDS: Words = {
    "in_care": ("Con la autoridad de protección de la niñez", "In the care of child protection"),
    "family_found": ("Con su familia, ya verificada", "With the family, verified"),
    "left": ("Se fueron antes", "They left before"),
    "not_alone": ("No estaban solos", "They were not alone"),
    "unknown": ("No se sabe", "Not known"),
}
WITHDRAWN_FOR: Words = {
    "entered_twice": ("Se anotó dos veces", "Entered twice"),
    "mistake": ("Se anotó por error", "Entered by mistake"),
    "not_ours": ("No es de este grupo", "Not of this group"),
    "practice": ("Era práctica", "It was practice"),
    "person_asked": ("Lo pidió la persona", "The person asked"),
}
AUTHORITIES: Words = {
    "migration_authority": ("Autoridad migratoria", "Migration authority"),
    "police": ("Policía", "Police"),
    "military": ("Fuerzas armadas", "Armed forces"),
    "prosecutor": ("Fiscalía", "Prosecutor"),
    "unknown": ("No se sabe", "Not known"),
}
TOLD_ROLES: Words = {
    "child_protection": ("Protección de la niñez", "Child protection"),
    "consulate": ("Consulado", "Consulate"),
    "refugee_authority": ("Autoridad de refugio", "Refugee authority"),
    "health": ("Servicio de salud", "Health service"),
    "shelter_network": ("Albergue", "Shelter"),
    "ombudsperson": ("Derechos humanos", "Human rights body"),
}

TOLD_THROUGH: Words = {
    "telephone": ("Por teléfono", "By telephone"),
    "radio": ("Por radio", "By radio"),
    "sms": ("Por mensaje de texto", "By text message"),
    "mail": ("Por correo", "By mail"),
    "in_person": ("En persona", "In person"),
}
OTHER_ADULTS: Words = {"office": ("Alguien de la oficina que los recibe", "Somebody of the office that takes them")}
ASKED_ANSWERS: Words = {"no": ("No", "No"), "yes": ("Sí", "Yes"), "unknown": ("No se ha preguntado", "Nobody asked")}
COUNT_METHODS: Words = {
    "lanes": ("Cada quien su fila", "Each counter a lane"),
    "tokens": ("Con fichas numeradas", "With numbered tokens"),
}
ARRIVING: Words = {
    "bus": ("Autobús", "Bus"),
    "flight": ("Vuelo", "Flight"),
    "train": ("Tren", "Train"),
    "foot": ("A pie", "On foot"),
    "other": ("Otro", "Other"),
}
ANNOUNCERS: Words = {
    "migration_authority": ("Autoridad migratoria", "Migration authority"),
    "consulate": ("Consulado", "Consulate"),
    "local_government": ("Municipio", "Municipality"),
    "shelter_network": ("Albergue", "Shelter"),
    "international": ("Organismo internacional", "International body"),
    "network": ("Otro puesto", "Another post"),
    "unknown": ("No se sabe", "Not known"),
}


def listed(words: Words, codes: Sequence[str] | None = None) -> list[dict[str, str]]:
    """Return words as a list of the reference: all, or some codes in the order given."""
    return [{"code": code, "es": words[code][0], "en": words[code][1]} for code in codes or words]
