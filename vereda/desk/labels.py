"""The words for codes, in the reader's language: those of the country pack, and the few that every country shares."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import Pack, pack

SEXES: Mapping[str, str | Promise] = {
    "F": lazy("Mujeres"),
    "M": lazy("Hombres"),
    "X": lazy("Otro sexo"),
    "U": lazy("Sexo sin dato"),
}
BANDS: Mapping[str, str | Promise] = {
    "0-4": lazy("0 a 4 años"),
    "5-11": lazy("5 a 11 años"),
    "12-17": lazy("12 a 17 años"),
    "0-17": lazy("menores de 18"),
    "18-29": lazy("18 a 29 años"),
    "30-59": lazy("30 a 59 años"),
    "60+": lazy("60 años o más"),
    "18+": lazy("18 años o más"),
    "U": lazy("edad sin dato"),
}
WHO: Mapping[tuple[str, str], str | Promise] = {
    ("F", "18+"): lazy("Mujeres"),
    ("M", "18+"): lazy("Hombres"),
    ("F", "0-17"): lazy("Niñas y adolescentes"),
    ("M", "0-17"): lazy("Niños y adolescentes"),
    ("U", "0-17"): lazy("Menores, sin dato de sexo"),
    ("U", "18+"): lazy("Adultos, sin dato de sexo"),
    ("U", "U"): lazy("Sin más dato"),
}
ONE: Mapping[str, str | Promise] = {"F": lazy("Mujer"), "M": lazy("Hombre"), "X": lazy("Otro sexo"), "U": lazy("Sexo sin dato")}
WHO_ONE: Mapping[tuple[str, str], str | Promise] = {
    ("F", "18+"): lazy("Mujer"),
    ("M", "18+"): lazy("Hombre"),
    ("F", "0-17"): lazy("Niña o adolescente"),
    ("M", "0-17"): lazy("Niño o adolescente"),
    ("U", "0-17"): lazy("Menor, sin dato de sexo"),
    ("U", "18+"): lazy("Persona adulta, sin dato de sexo"),
    ("U", "U"): lazy("Sin más dato"),
}
TAPPED: Mapping[tuple[str, str], str | Promise] = {
    ("F", "18+"): lazy("Mujeres"),
    ("M", "18+"): lazy("Hombres"),
    ("F", "0-17"): lazy("Niñas, hasta 17"),
    ("M", "0-17"): lazy("Niños, hasta 17"),
    ("U", "0-17"): lazy("Menores"),
    ("U", "18+"): lazy("Adultos"),
    ("U", "U"): lazy("Sin más dato"),
}
"""Shorter, for tiles that are tapped at night."""
ATTRIBUTES: Mapping[str, str | Promise] = {
    "nationality": lazy("la nacionalidad"),
    "sex": lazy("el sexo"),
    "age_band": lazy("la edad"),
}
CHANNELS: Mapping[str, str | Promise] = {
    "phone": lazy("desde un teléfono"),
    "desk": lazy("en el puesto"),
    "paper": lazy("en papel"),
    "radio": lazy("por radio"),
    "telephone": lazy("por llamada"),
    "sms": lazy("por mensaje"),
    "import": lazy("de un archivo"),
}
WITHDRAWN_FOR: Mapping[str, str | Promise] = {
    "entered_twice": lazy("Se anotó dos veces"),
    "mistake": lazy("Se anotó por error"),
    "not_ours": lazy("No es de este grupo"),
    "practice": lazy("Era práctica"),
    "person_asked": lazy("Lo pidió la persona"),
}
ROLES: Mapping[str, str | Promise] = {
    "migration_authority": lazy("Autoridad migratoria"),
    "police": lazy("Policía"),
    "military": lazy("Fuerzas armadas"),
    "prosecutor": lazy("Fiscalía"),
    "unknown": lazy("No se sabe cuál"),
}
TERRAINS: Mapping[str, str | Promise] = {
    "river": lazy("Río"),
    "desert": lazy("Desierto"),
    "mountain": lazy("Sierra"),
    "jungle": lazy("Selva"),
    "forest": lazy("Bosque"),
    "railway": lazy("Vía del tren"),
    "coast": lazy("Costa"),
    "highway": lazy("Carretera"),
    "urban": lazy("Ciudad"),
    "reservoir": lazy("Presa"),
}
OUTCOMES: Mapping[str, str | Promise] = {
    "found": lazy("Encontrados"),
    "partly": lazy("Encontrados en parte"),
    "not_found": lazy("No encontrados"),
    "false_alarm": lazy("Falsa alarma"),
    "unknown": lazy("No se sabe"),
}
ALERT_OUTCOMES: Mapping[str, str | Promise] = {
    "mission_opened": lazy("Se abrió una misión"),
    "handed_over": lazy("La tomó otra institución"),
    "false_alarm": lazy("Falsa alarma"),
    "joined": lazy("Es la misma emergencia que otra alerta"),
    "unknown": lazy("No se sabe"),
}
PATH_ENDS: Mapping[str, str | Promise] = {
    "in_care": lazy("Con la autoridad de protección de la niñez"),
    "family_found": lazy("Con su familia, ya verificada"),
    "left": lazy("Se fueron antes"),
    "not_alone": lazy("No estaban solos"),
    "unknown": lazy("No se sabe"),
}
TOLD_THROUGH: Mapping[str, str | Promise] = {
    "telephone": lazy("Por teléfono"),
    "radio": lazy("Por radio"),
    "sms": lazy("Por mensaje de texto"),
    "mail": lazy("Por correo"),
    "in_person": lazy("En persona"),
}
VEHICLES: Mapping[str, str | Promise] = {
    "truck": lazy("Camioneta"),
    "boat": lazy("Lancha"),
    "airboat": lazy("Aerobote"),
    "quad": lazy("Cuatrimoto"),
    "ambulance": lazy("Ambulancia"),
    "foot": lazy("A pie"),
}
PLACE_KINDS: Mapping[str, str | Promise] = {
    "point": lazy("con punto exacto"),
    "named": lazy("lugar con nombre"),
    "patrol": lazy("en el recorrido"),
    "mission": lazy("en la misión"),
    "post": lazy("en el puesto"),
}
"""How a place was given. Of an unknown one nothing is said."""


class Row(Protocol):
    """A row of a pack with a label in each screen language."""

    @property
    def label_es(self) -> str: ...
    @property
    def label_en(self) -> str: ...


class Labels:
    """The words of one country, drawn when they are asked for. A code that the pack does not know stands as it is."""

    def __init__(self, country: str) -> None:
        self.country = country

    @cached_property
    def pack(self) -> Pack:
        return pack(self.country)

    @property
    def point(self) -> str:
        """An example of a point as it is typed, in this country."""
        return self.pack.example_point

    def nationality(self, code: str) -> str:
        if code == "XX":
            return _("Nacionalidad sin dato")
        return self._of(self.pack.nationalities, code)

    def service(self, code: str) -> str:
        return self._of(self.pack.services, code)

    def category(self, code: str) -> str:
        return self._of(self.pack.categories, code) if code else _("Personas atendidas")

    def disposition(self, code: str) -> str:
        return self._of(self.pack.dispositions, code)

    def tag(self, code: str) -> str:
        """Return how browsers call a language: 'es' for Spanish, the long code where there is no short one."""
        found = self.pack.languages.get(code)
        return (found.iso639_1 if found else None) or code

    def language(self, code: str) -> str:
        return self._of(self.pack.languages, code)

    def group(self, code: str) -> str:
        found = self.pack.groups.get(code)
        return found.name if found else code

    def state(self, code: str) -> str:
        found = self.pack.admin1.get(code)
        return found.name if found else code

    def municipality(self, code: str) -> str:
        found = self.pack.admin2.get(code)
        return found.name if found else code

    def place(self, state: str, municipality: str) -> str:
        """Return 'Piedras Negras, Coahuila', as far as it is known."""
        parts = [self.municipality(municipality) if municipality else "", self.state(state) if state else ""]
        return ", ".join(part for part in parts if part) or _("lugar sin dato")

    def who(self, sex: str, band: str, count: int = 2) -> str:
        """Return who the people of a line are: 'Mujeres', 'Hombres, 18 a 29 años'; of one alone: 'Hombre, 18 a 29 años'."""
        whole, sexes = (WHO_ONE, ONE) if count == 1 else (WHO, SEXES)
        known = whole.get((sex, band))
        if known is not None:
            return str(known)
        if band == "U":
            return str(sexes.get(sex, sex))
        return f"{sexes.get(sex, sex)}, {BANDS.get(band, band)}"

    def one(self, sex: str, band: str) -> str:
        """Return who one person is: 'Mujer', 'Hombre, 18 a 29 años'."""
        return self.who(sex, band, 1)

    def tapped(self, sex: str, band: str) -> str:
        """Return who a tile of the tally counts."""
        return str(TAPPED[sex, band])

    def margin(self, attribute: str, value: str) -> str:
        """Return who the people of a margin are: 'menores de 18'."""
        if attribute == "nationality":
            return self.nationality(value)
        return str((SEXES if attribute == "sex" else BANDS).get(value, value))

    def sex(self, code: str) -> str:
        return str(SEXES.get(code, code))

    def band(self, code: str) -> str:
        return str(BANDS.get(code, code))

    def attribute(self, code: str) -> str:
        return str(ATTRIBUTES.get(code, code))

    def channel(self, code: str) -> str:
        return str(CHANNELS.get(code, code))

    def reason(self, code: str) -> str:
        return str(WITHDRAWN_FOR.get(code, code))

    def authority(self, role: str) -> str:
        return str(ROLES.get(role, role))

    def terrain(self, code: str) -> str:
        return str(TERRAINS.get(code, code))

    def outcome(self, code: str) -> str:
        return str(OUTCOMES.get(code, code))

    def alert_word(self, code: str) -> str:
        return self._of(self.pack.alert_words, code)

    def mission_word(self, code: str) -> str:
        return self._of(self.pack.mission_words, code)

    def alert_outcome(self, code: str) -> str:
        return str(ALERT_OUTCOMES.get(code, code))

    def path_end(self, code: str) -> str:
        return str(PATH_ENDS.get(code, code))

    def vehicle(self, code: str) -> str:
        return str(VEHICLES.get(code, code))

    def place_kind(self, code: str) -> str:
        return str(PLACE_KINDS.get(code, ""))

    def _of(self, table: Mapping[str, Row], code: str) -> str:
        found = table.get(code)
        return label(found) if found else code


def label(row: Row) -> str:
    """Return the label of a pack's row in the reader's language."""
    return row.label_en if (get_language() or "").startswith("en") else row.label_es


def by_name(row: tuple[str, str]) -> str:
    """Return the key by which (code, label) pairs stand in alphabetical order, whatever the accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", row[1]) if not unicodedata.combining(sign)).casefold()


def folio(subject: object) -> str:
    """Return what people say on the radio of a record: the last six signs of its id."""
    return str(subject).replace("-", "")[-6:].upper()
