"""The words that a new pack is written with: its commented country.toml, the page of notes, and what each role is called."""

from __future__ import annotations

import json

from ..words import Role
from .answers import TO_FILL_EN, Answers
from .gazetteer import Gazetteer

ROLES: dict[Role, tuple[str, str]] = {
    Role.NETWORK: ("La red de grupos", "The network of groups"),
    Role.MIGRATION_AUTHORITY: ("Autoridad migratoria", "Migration authority"),
    Role.POLICE: ("Policía", "Police"),
    Role.MILITARY: ("Fuerzas armadas", "Armed forces"),
    Role.PROSECUTOR: ("Ministerio público", "Public prosecutor"),
    Role.CHILD_PROTECTION: ("Protección de la niñez", "Child protection"),
    Role.CONSULATE: ("Consulado del país de la persona", "Consulate of the person's country"),
    Role.OMBUDSPERSON: ("Defensoría de derechos humanos", "Ombudsperson"),
    Role.REFUGEE_AUTHORITY: ("Autoridad de refugio", "Refugee authority"),
    Role.EMERGENCY: ("Centro de emergencias", "Emergency centre"),
    Role.CIVIL_PROTECTION: ("Protección civil", "Civil protection"),
    Role.FIRE_RESCUE: ("Bomberos y rescate", "Fire and rescue"),
    Role.RED_CROSS: ("Cruz Roja", "Red Cross"),
    Role.HEALTH: ("Hospitales y centros de salud", "Hospitals and health centres"),
    Role.SHELTER_NETWORK: ("Albergues", "Shelters"),
    Role.LEGAL_AID: ("Ayuda jurídica", "Legal aid"),
    Role.SEARCH_AUTHORITY: ("Autoridad de búsqueda", "Search authority"),
    Role.VICTIMS_AUTHORITY: ("Atención a víctimas", "Victims' authority"),
    Role.INTERNATIONAL: ("Organismo internacional", "International organisation"),
    Role.LOCAL_GOVERNMENT: ("Gobierno local", "Local government"),
}


def country_toml(
    answers: Answers, *, name_es: str, name_en: str, zone: str, main: str, first: tuple[str, str], second: tuple[str, str],
    areas: Gazetteer,
) -> str:  # fmt: skip
    """Return country.toml with a comment at each part; the numbers in it are the proposals of the first pack."""
    neighbours = ", ".join(json.dumps(one) for one in answers.neighbours)
    owners = ["GeoNames (CC BY 4.0)", *(["Natural Earth (public domain)"] if areas.is_drawn else []), "Unicode CLDR"]
    attribution = ", ".join(json.dumps(one) for one in owners)
    phone = "general_knowledge" if answers.phone_prefix.strip("+0") else "unsourced"
    phone_source = "told by who started the pack" if phone == "general_knowledge" else TO_FILL_EN
    return f"""\
# What the country is called and how it is divided. The tables beside this file hold everything else; docs/country/packs.md
# explains each column. After each change: vereda countries check {answers.iso.lower()}
iso = "{answers.iso}"
name_es = {json.dumps(name_es, ensure_ascii=False)}
name_en = {json.dumps(name_en, ensure_ascii=False)}
# Languages of the screens; only these two exist.
screen_languages = ["es", "en"]
# Code in languages.csv.
main_language = "{main}"
# IANA zone of headquarters; each post has its own in groups.csv.
default_zone = "{zone}"
# Countries on whose ground somebody may be, and which maps show.
neighbours = [{neighbours}]
# Code in institutions.csv: who receives reports of interference and sealed complaints. Ask before you write one.
outside_body = "ombudsperson"
# Hours for which six words open a referral that nobody has answered; own proposal.
referral_link_h = 72
# Whose areas, shapes and names these are, as maps show it; correct it where yours came from somebody else.
attribution = [{attribution}]

# Hours without contact until what a phone holds can be read no more; own proposal.
[phone_expiry_h]
usual = 72

# Hours after which the answer to a referral is late, by the class of what is asked; own proposal.
[referral_answer_h]
usual = 24
health = 2
screening = 4
sexual_violence = 4
contact = 8

[[level]]
level = 1
label_es = {json.dumps(first[0], ensure_ascii=False)}
label_en = {json.dumps(first[1], ensure_ascii=False)}

[[level]]
level = 2
label_es = {json.dumps(second[0], ensure_ascii=False)}
label_en = {json.dumps(second[1], ensure_ascii=False)}

# How telephone numbers of the country are written.
[phone]
prefix = "{answers.phone_prefix}"
digits = {answers.phone_digits}
status = "{phone}"
source = "{phone_source}"

# How fast a team comes nearer as the crow flies: what the estimate on an alert stands on.
[straight_line]
kmh = 25
status = "proposal"
source = "own proposal, no source; to be replaced by the groups' own trips"

# Under what published numbers may be used by others: ask a lawyer, then write the part [data_licence] (docs/country/packs.md).
# One party in `every` is asked when a group last helped it: the part [[asking]]; without it individuals are not estimated.
"""


def notes(answers: Answers, gazetteer: Gazetteer, model: str) -> str:
    """Return the page that lies in the folder: in which order it is filled in, and what was taken over."""
    iso = answers.iso.lower()
    shapes = "real shapes" if gazetteer.is_drawn else "rectangles around the places, until somebody brings real shapes"
    formas = (
        "formas reales" if gazetteer.is_drawn else "rectángulos alrededor de los lugares, hasta que alguien traiga las formas"
    )
    return f"""\
# {answers.iso}: por dónde seguir · where to go on

`vereda countries check {iso}` dice qué falta y qué no funcionará por ello.

Orden: `institutions.csv`, `hotlines.csv` (llame a cada número), `groups.csv`, `legislation.csv`, `services_directory.csv`
(pregunte a cada lugar), `texts/`, lo demás. Lo que dice «por llenar» o `to be filled in` es un hueco; ningún renglón sin fuente
llega a una persona migrante. Las listas de servicios, necesidades, equipo y plazos de conservación se tomaron del paquete
`{model}` y no se han revisado aquí. Mapa: {formas}.

`vereda countries check {iso}` says what is missing and what will not work for it.

Order: `institutions.csv`, `hotlines.csv` (ring each number), `groups.csv`, `legislation.csv`, `services_directory.csv` (ask each
place), `texts/`, the rest. What says `to be filled in` is a gap; no row without a source reaches a migrant. Lists of services,
needs, equipment and periods of keeping were taken over from pack `{model}` and were not reviewed here. Map: {shapes}.
"""
