"""What the encounter form offers: nationalities the group meets, services by their heading, destinations, places, people."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.access.door import Action, Part, Purpose, Reader, Standing, members_of
from vereda.countries.door import Nationality, Pack, Role, is_enforcement, pack, place_names_on
from vereda.desk.dates import clock
from vereda.desk.frame import now, own_group
from vereda.desk.labels import ROLES, Labels, by_name, label
from vereda.desk.rooms import meeting_form, naming, recent
from vereda.desk.rooms.teams import back_lately
from vereda.desk.rooms.typed import Typed
from vereda.groups import door as groups
from vereda.reports.door import services_given
from vereda.rescue import door as rescue

OWED = ("best_interests_of_child", "no_detention_of_children")
"""The rights of the pack's law table that an agent must have in mind before a child who is alone."""


class Tile(NamedTuple):
    """Something to tap."""

    code: str
    said: str
    symbol: str


def ground(reader: Reader) -> meeting_form.Ground:
    """Return what of the group's day an encounter may belong to."""
    group, country = own_group_to_write(reader), reader.country
    here = pack(country).groups[group]
    out = groups.patrols_out(group, country)
    patrols = {str(row.subject): f"{row.route} ({clock(row.departed_at)})" for row in out}
    back = {
        str(row.subject): f"{row.route} ({clock(row.departed_at)}-{clock(row.returned_at)})"
        for row in back_lately(group, country, now())
    }
    own = next((str(row.subject) for row in out if reader.account in row.team), "")
    missions = {str(row.subject): row.folio for row in rescue.open_missions(group, country)}
    return meeting_form.Ground(country, here.state, here.municipality, patrols, missions, staff(group, country), own, group, back)


def post_ground(reader: Reader) -> meeting_form.Ground:
    """Return what a form of the post may choose from: the place of the post, and neither patrol nor mission."""
    group = own_group(reader, Action.WRITE, Part.POST)
    here = pack(reader.country).groups[group]
    return meeting_form.Ground(reader.country, here.state, here.municipality, group=group)


def own_group_to_write(reader: Reader) -> str:
    """Return the group in which the reader writes encounters."""
    return own_group(reader, Action.WRITE)


def staff(group: str, country: str) -> dict[str, str]:
    """Return who works in a group today: account -> name."""
    return {
        str(account.pk): account.display_name for account, _row, worth in members_of(country, group) if worth is Standing.LIVE
    }


def offered(reader: Reader, typed: Typed) -> dict[str, Any]:  # Any: what the page draws
    """Return the lists of the form."""
    chosen, group, today = pack(reader.country), own_group_to_write(reader), timezone.localdate()
    return {
        "nationalities": tiles_of_nationalities(reader, typed),
        "all_nationalities": all_nationalities(chosen),
        "usual_nationalities": [(row.code, label(row)) for row in by_order(chosen) if row.on_form],
        "pad": meeting_form.PAD,
        "pad_rest": meeting_form.PAD_REST,
        "apart": meeting_form.APART,
        "services": services(chosen, group, today),
        "dispositions": [row for row in sorted(chosen.dispositions.values(), key=lambda row: row.order) if row.holds_on(today)],
        "authorities": authorities(chosen),
        "languages": [(row.code, label(row)) for row in chosen.languages.values()],
        "states": sorted(((row.code, row.name) for row in chosen.admin1.values()), key=by_name),
        "municipalities": municipalities(chosen, typed.get("state")),
        "channels": meeting_form.CHANNELS,
        "purposes": list(naming.PURPOSES.items()),
        "protection": protection(chosen),
        "is_rescue": reader.purpose == Purpose.RESCUE,
        "row_numbers": range(2),
        "label": label,
    }


def tiles_of_nationalities(reader: Reader, typed: Typed) -> list[tuple[str, str]]:
    """Return the nationalities that have tiles: those with a count first in their place, then what the group meets."""
    labels = Labels(reader.country)
    usual = recent.nationalities(own_group_to_write(reader), reader.country)
    written = [rest.split(":")[0] for rest, _name in typed.named("t:")]
    kept = [code for code in typed.get("nationalities").split() if code]
    codes = list(dict.fromkeys([*usual, *(code for code in [*kept, *written] if code.isalpha() and len(code) == 2), "XX"]))
    return [*((code, labels.nationality(code)) for code in codes if code != "XX"), ("XX", _("No se sabe"))]


def by_order(chosen: Pack) -> list[Nationality]:
    """Return nationalities in the order of the pack."""
    return sorted(chosen.nationalities.values(), key=lambda row: row.order)


def all_nationalities(chosen: Pack) -> list[tuple[str, str]]:
    """Return every nationality by name."""
    rows = [(row.code, label(row)) for row in chosen.nationalities.values() if row.code != "XX"]
    return sorted(rows, key=by_name)


def services(chosen: Pack, group: str, today: date) -> list[tuple[str, list[Tile]]]:
    """Return what the group gives, under the headings of the form."""
    given = services_given(chosen, group, today)
    headings = sorted(chosen.form_groups.values(), key=lambda row: row.order)
    made = [
        (label(head), [Tile(one.code, label(one), one.symbol) for one in given if one.form_group == head.code])
        for head in headings
    ]
    return [(head, tiles) for head, tiles in made if tiles]


def authorities(chosen: Pack) -> list[tuple[str, str]]:
    """Return the kinds of authority that may have taken people, by role and never by name."""
    known = {row.role.value for row in chosen.institutions.values() if is_enforcement(row.role)}
    return [(role, str(said)) for role, said in ROLES.items() if role in known or role == "unknown"]


def municipalities(chosen: Pack, state: str) -> list[tuple[str, str]]:
    """Return the municipalities of a state by name, with the names that people still say where several were joined."""
    if not state:
        return []
    today, said = timezone.localdate(), dict[str, list[str]]()
    for code, name in place_names_on(chosen, today, state):
        said.setdefault(code, []).append(name)
    return sorted(
        ((code, ": ".join((name, ", ".join(below))) if below else name) for code, (name, *below) in said.items()), key=by_name
    )


def protection(chosen: Pack) -> dict[str, Any]:  # Any: what the notice draws
    """Return what is owed to a child alone: whom to tell, and the rights as the pack's law table words them."""
    is_english = (get_language() or "").startswith("en")
    owed = sorted((row for row in chosen.legislation if row.right_code in OWED), key=lambda row: not row.is_verified)
    return {
        "institutions": [row.name_en if is_english else row.name for row in chosen.institutions_with(Role.CHILD_PROTECTION)],
        "rights": [
            (row.right_en if is_english else row.right_es, row.instrument, row.article, row.is_verified) for row in owed[:3]
        ],
    }
