"""Words for the codes of distributions, receptions and caravans."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

METHODS: Mapping[str, str | Promise] = {
    "lanes": lazy("Cada quien su fila"),
    "tokens": lazy("Con fichas numeradas"),
}
RULES: Mapping[str, str | Promise] = {
    "lanes": lazy("Cada quien cuenta solo a las personas de su fila."),
    "tokens": lazy("Cada persona que se cuenta recibe una ficha. Quien ya trae ficha, ya se contó."),
}
LOST: Mapping[str, str | Promise] = {
    "damaged": lazy("Se rompió o se derramó"),
    "expired": lazy("Se echó a perder o venció"),
    "stolen": lazy("Se lo llevaron"),
    "lost": lazy("No aparece"),
    "used_by_team": lazy("Lo usó el equipo"),
    "other": lazy("Otra razón"),
}
ARRIVING: Mapping[str, str | Promise] = {
    "bus": lazy("Autobús"),
    "flight": lazy("Vuelo"),
    "train": lazy("Tren"),
    "foot": lazy("A pie"),
    "other": lazy("Otro"),
}
ANNOUNCERS: Mapping[str, str | Promise] = {
    "migration_authority": lazy("Autoridad migratoria"),
    "consulate": lazy("Consulado"),
    "local_government": lazy("Municipio"),
    "shelter_network": lazy("Albergue"),
    "international": lazy("Organismo internacional"),
    "network": lazy("Otro puesto"),
    "unknown": lazy("No se sabe"),
}
HEAD_METHODS: Mapping[str, str | Promise] = {
    "tapped": lazy("Contadas una por una"),
    "rows": lazy("Filas por personas en cada fila"),
    "organisers": lazy("Lo dijeron quienes organizan"),
    "photo": lazy("Contadas en una foto aérea"),
    "other": lazy("De otra manera"),
}
MOVES: Mapping[str, str | Promise] = {
    "issued": lazy("Salió de las existencias"),
    "returned": lazy("Regresó a las existencias"),
    "written_off": lazy("Se perdió"),
}
