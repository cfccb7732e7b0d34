"""What the lines of a comparison are called, on the screen and in a terminal: words of the packs, Spanish of the catalogue."""

from __future__ import annotations

from collections.abc import Callable

from vereda.said import noop

from . import fit
from .comparing import KNOWN_OR_NOT, Line, Part
from .pack import Pack
from .reference import rights
from .starting.notes import ROLES
from .words import Role

type Say = Callable[[str], str]

PARTS = {
    Part.FLOWS: noop("Flujos que otros publicaron"),
    Part.TERRAIN: noop("Terreno de los grupos"),
    Part.BORDERS: noop("Cruces formales por vecino"),
    Part.INSTITUTIONS: noop("Instituciones por papel"),
    Part.LAW: noop("Leyes por derecho"),
    Part.TERMS: noop("Plazos"),
    Part.NUMBERS: noop("Números de teléfono"),
    Part.MONEY: noop("Dinero y gente de la red"),
    Part.LANGUAGES: noop("Lenguas"),
    Part.AREAS: noop("División del país"),
    Part.KEPT: noop("Cuánto se guarda"),
    Part.ROWS: noop("Renglones verificados, por tabla"),
}
TERRAINS = {
    "river": noop("Río"),
    "desert": noop("Desierto"),
    "mountain": noop("Sierra"),
    "jungle": noop("Selva"),
    "forest": noop("Bosque"),
    "railway": noop("Vía del tren"),
    "coast": noop("Costa"),
    "highway": noop("Carretera"),
    "urban": noop("Ciudad"),
    "reservoir": noop("Presa"),
}
NUMBERS = {
    "emergency": noop("Emergencias"),
    "police": noop("Policía"),
    "fire_rescue": noop("Bomberos y rescate"),
    "medical": noop("Atención médica"),
    "disaster": noop("Desastres"),
    "roadside": noop("Auxilio en carretera"),
    "hospital": noop("Hospitales"),
    "human_rights": noop("Derechos humanos"),
    "trafficking": noop("Trata de personas"),
    "anonymous_report": noop("Denuncia anónima"),
    "migration_authority": noop("Autoridad migratoria"),
    "asylum": noop("Refugio"),
    "missing_children": noop("Niñez desaparecida"),
    "gender_violence": noop("Violencia de género"),
    "mental_health": noop("Salud mental"),
    "legal_aid": noop("Ayuda jurídica"),
    "consular": noop("Consulados y embajadas"),
    "un_office": noop("Oficinas de la ONU"),
    "returnee_support": noop("Apoyo a personas retornadas"),
}
TABLES = {
    "admin1": noop("Áreas del primer nivel"),
    "admin2": noop("Áreas del segundo nivel"),
    "admin3": noop("Áreas del tercer nivel"),
    "groups": noop("Grupos y puestos"),
    "crossing_points": noop("Cruces formales"),
    "schemes": noop("Maneras de dividir las cifras"),
    "categories": noop("Categorías oficiales"),
    "form_groups": noop("Encabezados del formulario"),
    "services": noop("Atenciones"),
    "mapping": noop("De atención a categoría"),
    "services_not_given": noop("Lo que no se da"),
    "dispositions": noop("A dónde fueron"),
    "alert_words": noop("Palabras de las alertas"),
    "mission_words": noop("Palabras de las misiones"),
    "triage": noop("Triaje"),
    "child_path": noop("Ruta de la niñez"),
    "supply_items": noop("Existencias"),
    "vehicle_kinds": noop("Vehículos"),
    "vehicle_checks": noop("Revisión de vehículos"),
    "equipment_kinds": noop("Material"),
    "incident_kinds": noop("Incidentes"),
    "point_kinds": noop("Puntos de servicio"),
    "nationalities": noop("Nacionalidades"),
    "languages": noop("Lenguas"),
    "institutions": noop("Instituciones"),
    "hotlines": noop("Números de teléfono"),
    "services_directory": noop("Directorio de ayuda"),
    "hazards": noop("Peligros"),
    "topics": noop("Temas de orientación"),
    "legislation": noop("Leyes"),
    "legal_deadlines": noop("Plazos"),
    "legal_case_kinds": noop("Clases de caso jurídico"),
    "law_tables": noop("Firmas de las tablas de leyes"),
    "holidays": noop("Correcciones de días inhábiles"),
    "holiday_years": noop("Años con calendario"),
    "outside_body_keys": noop("Llaves del organismo externo"),
    "retention": noop("Cuánto se guarda"),
    "data_protection": noop("Protección de datos"),
    "wordings": noop("Frases propias del país"),
}
LEVELS = {"1": noop("Primer nivel"), "2": noop("Segundo nivel"), "3": noop("Tercer nivel")}
CATALOGUES = {Part.TERRAIN: TERRAINS, Part.NUMBERS: NUMBERS, Part.ROWS: TABLES, Part.AREAS: LEVELS}
UNKNOWN, NOTHING = noop("no se sabe"), "—"


def label(own: Pack, other: Pack, line: Line, lang: str, say: Say) -> str:
    """Return what a line is about. lang: 'es' or 'en', of what the packs say in both; say: what gives a text of the catalogue."""
    words = CATALOGUES.get(line.part, {})
    if line.code in words:
        return say(words[line.code])
    if line.part in KNOWN_OR_NOT:
        return fit.label(line.code, lang)
    if line.part is Part.INSTITUTIONS:
        return ROLES[Role(line.code)][lang == "en"]
    if line.part is Part.LAW and line.code in rights():
        return _either(rights()[line.code], "label", lang)
    for pack in (own, other):
        if found := _row_label(pack, line, lang):
            return found
    return line.code.replace("_", " ")


def _row_label(pack: Pack, line: Line, lang: str) -> str:
    """Return what the row of a pack says that a line speaks of, '' where it has none."""
    match line.part:
        case Part.BORDERS if line.code in pack.nationalities:
            return _either(pack.nationalities[line.code], "label", lang)
        case Part.LANGUAGES if line.code in pack.languages:
            return _either(pack.languages[line.code], "label", lang)
        case Part.KEPT if line.code in pack.retention:
            return _either(pack.retention[line.code], "what", lang)
        case Part.TERMS if row := pack.legal_deadlines.get(f"{pack.country.iso}-{line.code}") or pack.legal_deadlines.get(
            line.code
        ):
            said = _either(row, "procedure", lang)
            return said[:1].upper() + said[1:]
    return ""


def nothing(line: Line, say: Say) -> str:
    """Return what stands where a country has nothing of a line: of what others must publish, that nobody knows it."""
    return say(UNKNOWN) if line.part in KNOWN_OR_NOT else NOTHING


def _either(row: object, name: str, lang: str) -> str:
    told: str = getattr(row, f"{name}_{'en' if lang == 'en' else 'es'}")
    return told
