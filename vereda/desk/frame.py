"""The frame of every page: whose post, who is signed in, for which purpose, where one can go; and the clock of the post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import (
    Action,
    NotForYou,
    Part,
    Purpose,
    Reader,
    RecordClass,
    author_of,
    breaks_glass,
    holds,
    purpose_label,
    reach_of,
    request_reader,
    role_label,
)
from vereda.countries.door import pack
from vereda.desk import dates
from vereda.desk.labels import Labels
from vereda.logbook.door import Author
from vereda.once import reading
from vereda.referrals.door import SLEEPS
from vereda.referrals.door import rights as referral_rights
from vereda.settings.environment import env

ON_THE_PATH = (Purpose.ASSIST, Purpose.RESCUE)
"""Purposes for which an exact place of a living person may be seen."""

LOOKING = (Purpose.ASSIST, Purpose.RESCUE, Purpose.MEDICAL, Purpose.PROTECTION_CASE, Purpose.QUALITY_AUDIT)
"""Purposes that pages of encounters can serve; a role has some of them."""

LOOKS = ("GET", "HEAD")

type View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Item:
    """A way to another page."""

    name: str
    label: str | Promise
    url: str
    icon: str
    is_here: bool


@dataclass(frozen=True)
class Rights:
    """What the reader's role may do at all: for buttons, never for opening."""

    write: bool  # encounters
    post: bool  # shifts, patrols, alerts, missions, reported totals
    children: bool  # paths of children who are alone
    approve: bool  # conflicts, quarantine, joins
    names: bool
    erase: bool
    accounts: bool  # of the own group, or all
    reads: bool  # who read what
    legal: bool  # asks for legal help
    breaks: bool  # opens one record of others in an emergency
    glass: bool  # reviews what was opened so
    drafts: bool  # writes drafts of the library and of good practice


WAYS = (
    ("board", lazy("Hoy"), "today", RecordClass.K1, Action.READ, Part.WHOLE),
    ("encounters", lazy("Encuentros"), "people", RecordClass.K1, Action.READ, Part.WHOLE),
    ("patrols", lazy("Recorridos"), "patrol", RecordClass.K1, Action.READ, Part.WHOLE),
    ("map", lazy("Mapa"), "map", RecordClass.K1, Action.READ, Part.WHOLE),
    ("dashboard", lazy("Tablero"), "sum", RecordClass.K8, Action.READ, Part.WHOLE),
    ("reports", lazy("Partes"), "papers", RecordClass.K8, Action.READ, Part.WHOLE),
    ("bulletin", lazy("Boletín"), "chart", RecordClass.K8, Action.READ, Part.WHOLE),
    ("post", lazy("Puesto"), "post", RecordClass.K1, Action.READ, Part.WHOLE),
    ("guidance", lazy("Orientación"), "leaflet", RecordClass.K0, Action.READ, Part.WHOLE),
    ("laws", lazy("Leyes"), "scales", RecordClass.K0, Action.READ, Part.WHOLE),
    ("good_practices", lazy("Prácticas"), "join", RecordClass.K0, Action.READ, Part.WHOLE),
)
"""The words of the navigation: route, word, icon, and the right without which it is not shown."""

FOR_ALL = frozenset(name for name, _label, _icon, record_class, _action, _part in WAYS if record_class is RecordClass.K0)

BEHIND_THE_POST = ("reports",)
"""Ways that stand on the page of the post, and in the navigation for those alone who have no post."""


def room(view: View) -> View:
    """Give a view its reader, set the clock to that of the reader's post while it answers, and ask for what it shows once."""

    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: whatever the route holds
        reader = request_reader(request)
        # What writes asks each time: it must see what it has just written.
        with timezone.override(zone_of(reader)), reading() if request.method in LOOKS else nullcontext():
            return view(request, reader, *args, **kwargs)

    return within


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, here: str = "", status: int = 200
) -> HttpResponse:  # Any: what the template asks for
    """Return a page of the desk inside its frame."""
    reader = request_reader(request)
    drawn = {"w": Labels(reader.country), "clock": dates.clock, "shortday": dates.shortday, "weekday": dates.weekday}
    framed = {"frame": frame(reader, here), "reader": reader, **drawn, **(context or {})}
    return render(request, template, framed, status=status)


def frame(reader: Reader, here: str) -> dict[str, Any]:  # Any: what the base page asks for
    """Return what the frame shows."""
    group = pack(reader.country).groups.get(reader.group)
    return {
        "place": group.name if group else _office(reader),
        "name": reader.display_name,
        "role": role_label(reader.role),
        "purpose": purpose_label(reader.purpose),
        "ways": own_first(reader, ways(reader, here)),
        "here": here,
        "can": rights(reader),
        "now": timezone.localtime(),
        "zone": author_of(reader).zone,
        "alarms": alarms(reader),
    }


def alarms(reader: Reader) -> str:
    """Return where the band of officers in danger comes from for this reader, '' for who sees none."""
    if reader.group and holds(reader.role, RecordClass.K1, Action.READ):
        return reverse("desk:danger_band")
    return reverse("desk:central_band") if _is_duty_of_headquarters(reader) else ""


def _is_duty_of_headquarters(reader: Reader) -> bool:
    """Tell whether the reader answers for alarms of the whole country: who writes in a group holds that part there too."""
    return not reader.group and holds(reader.role, RecordClass.K1, Action.WRITE, Part.ALARM)


def _has_cases(reader: Reader) -> bool:
    """Tell whether the reader works on legal cases: reads those that are theirs, and asks for or takes others."""
    k5 = RecordClass.K5
    return holds(reader.role, k5, Action.READ) and holds(reader.role, k5, Action.WRITE, Part.MINIMUM)


def _answers_for_country(reader: Reader) -> bool:
    """Tell whether the reader looks after the country's records: data protection and audit."""
    return (
        not reader.group and holds(reader.role, RecordClass.K8, Action.READ) and holds(reader.role, RecordClass.K9, Action.READ)
    )


def _counts_country(reader: Reader) -> bool:
    """Tell whether the reader's counts are of the whole country: individuals are estimated of nothing smaller."""
    return not reader.group and not reader.state and holds(reader.role, RecordClass.K8, Action.READ)


def own_first(reader: Reader, found: Iterable[Item]) -> list[Item]:
    """Return the ways of who keeps neither a post nor texts in order: alerts of the country, own work, what all may read.

    A phone shows the first three. All others have them as they are.
    """
    writes = holds(reader.role, RecordClass.K0, Action.WRITE) or holds(reader.role, RecordClass.K0, Action.APPROVE)
    if writes or holds(reader.role, RecordClass.K1, Action.READ):
        return list(found)
    return sorted(found, key=lambda one: (one.name != "central", one.name in FOR_ALL))


def ways(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the pages that the reader's role opens; of an office of several countries, those without persons alone."""
    if env().regional:
        yield from _between(reader, here)
        return
    yield from _of_partner(reader, here)
    has_post = holds(reader.role, RecordClass.K1, Action.READ)
    for name, label, icon, record_class, action, part in WAYS:
        if holds(reader.role, record_class, action, part) and not (has_post and name in BEHIND_THE_POST):
            yield Item(name, label, reverse(f"desk:{name}"), icon, name == here)
    yield from _counted(reader, here)
    yield from _between(reader, here)
    yield from _country(reader, here)
    if looking := referral_rights.purpose_to_read(reader):
        yield Item(
            "referrals", lazy("Referencias"), f"{reverse('desk:referrals')}?purpose={looking}", "hand", here == "referrals"
        )
    yield from _law(reader, here)
    if _answers_for_country(reader):
        yield Item("complaints", lazy("Quejas"), reverse("desk:complaints"), "lock", here == "complaints")
    if not reader.group and holds(reader.role, RecordClass.K6, Action.WRITE):  # who traces for the country, files given to them
        yield Item("given_files", lazy("Búsquedas"), reverse("desk:given_files"), "search", here == "given_files")
    yield from _places(reader, here)
    yield from _protection(reader, here)
    yield from _asks(reader, here)
    if _is_duty_of_headquarters(reader):
        yield Item("central", lazy("Central"), reverse("desk:central"), "danger", here == "central")


def _country(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the ways to programmes, to how far the country is (also for who coordinates a group), and to workshops."""
    if not reader.group and not reader.state and holds(reader.role, RecordClass.K8, Action.READ, Part.PROGRAMME):
        yield Item("programmes", lazy("Programas"), reverse("desk:programmes"), "signpost", here == "programmes")
    coordinates = holds(reader.role, RecordClass.K8, Action.READ) and holds(reader.role, RecordClass.K1, Action.APPROVE)
    plans = not reader.group and holds(reader.role, RecordClass.K8, Action.READ, Part.PROGRAMME)
    if not reader.state and (plans or coordinates):
        yield Item("readiness", lazy("País"), reverse("desk:readiness"), "map", here == "readiness")
    if not reader.group and not reader.state and holds(reader.role, RecordClass.K10, Action.READ, Part.WORKSHOPS):
        yield Item("workshops", lazy("Talleres"), reverse("desk:workshops"), "people", here == "workshops")


def _counted(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the ways of who counts the country: individuals, what is published, notes to the press, who asks, trends."""
    if not _counts_country(reader):
        return
    yield Item("individuals", lazy("Personas"), reverse("desk:individuals"), "people", here == "individuals")
    yield Item("editions", lazy("Ediciones"), reverse("desk:editions"), "papers", here == "editions")
    yield Item("news", lazy("Notas"), reverse("desk:news"), "papers", here == "news")
    if holds(reader.role, RecordClass.K8, Action.APPROVE, Part.PROTECTED):
        label = lazy("Solicitudes")
        yield Item("transparency", label, reverse("desk:transparency"), "leaflet", here == "transparency")
    yield Item("trends", lazy("Tendencias"), reverse("desk:trends"), "chart", here == "trends")


def _between(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the way to other countries' installations, and in an office of several countries to their material."""
    if not reader.group and holds(reader.role, RecordClass.K10, Action.READ, Part.EXCHANGE):
        yield Item("between", lazy("Entre países"), reverse("desk:between"), "split", here == "between")
        yield Item("webhooks", lazy("Programas de otros"), reverse("desk:webhooks"), "radio", here == "webhooks")
    if env().regional:
        yield Item("material", lazy("Materiales"), reverse("desk:material"), "papers", here == "material")


def _asks(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the way to what forms ask, for who approves texts of the country; and to the counts of who counts it."""
    if not reader.group and holds(reader.role, RecordClass.K0, Action.APPROVE):
        yield Item("survey_forms", lazy("Formularios"), reverse("desk:survey_forms"), "papers", here == "survey_forms")
    if _counts_country(reader) and holds(reader.role, RecordClass.K8, Action.EXPORT, Part.PROTECTED):
        yield Item("survey_tables", lazy("Formularios"), reverse("desk:survey_tables"), "papers", here == "survey_tables")


def _law(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the way to legal cases, or to the terms that run out."""
    if _has_cases(reader):
        yield Item("legal_cases", lazy("Casos"), reverse("desk:legal_cases"), "papers", here == "legal_cases")
    elif _is_duty_of_headquarters(reader):
        yield Item("legal_cases", lazy("Plazos"), reverse("desk:legal_cases"), "clock", here == "legal_cases")


def _protection(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the way to cases of protection, to what an adviser is shown, to marks of who trains, to pairs of records."""
    k2, k4, k10 = RecordClass.K2, RecordClass.K4, RecordClass.K10
    if holds(reader.role, k2, Action.APPROVE, Part.PAIR) and not holds(reader.role, k2, Action.APPROVE):
        yield Item("pairs", lazy("Coincidencias"), reverse("desk:pairs"), "people", here == "pairs")
    if holds(reader.role, k4, Action.READ, Part.MINIMUM) and holds(reader.role, k4, Action.WRITE, Part.MINIMUM):
        yield Item("protection", lazy("Protección"), reverse("desk:protection"), "hand", here == "protection")
    elif holds(reader.role, k4, Action.READ, Part.CONSENTED) and not holds(reader.role, k4, Action.READ):
        url = reverse("desk:protection_shared")
        yield Item("protection_shared", lazy("Protección"), url, "hand", here == "protection_shared")
    if holds(reader.role, k10, Action.WRITE, Part.COURSES) and not holds(reader.role, k10, Action.WRITE):
        yield Item("training", lazy("Capacitación"), reverse("desk:training"), "check", here == "training")
        yield Item("screeners", lazy("Plática sobre trata"), reverse("desk:screeners"), "check", here == "screeners")


def _of_partner(reader: Reader, here: str) -> Iterator[Item]:
    """Yield the pages of a partner: referrals to its institution, and its free places where people sleep there."""
    found = pack(reader.country).services_directory.get(reader.institution)
    if found is not None:
        yield Item("partner", lazy("Referencias"), reverse("desk:partner"), "hand", here == "partner")
    if found is not None and found.kind in SLEEPS:
        yield Item("partner_beds", lazy("Lugares hoy"), reverse("desk:partner_beds"), "to-shelter", here == "partner_beds")


def _places(reader: Reader, here: str) -> Iterator[Item]:
    """Yield, for who has no post: free places of the houses, the directory for who hands people on, how long receivers take."""
    if _is_duty_of_headquarters(reader):
        yield Item("beds", lazy("Lugares"), reverse("desk:beds"), "to-shelter", here == "beds")
    elif not reader.group and any(
        holds(reader.role, one, Action.WRITE, Part.MINIMUM) for one in (RecordClass.K5, RecordClass.K6)
    ):
        yield Item("directory", lazy("Directorio"), reverse("desk:directory"), "hand", here == "directory")
    if not reader.group and holds(reader.role, RecordClass.K8, Action.READ):
        yield Item("waiting_times", lazy("Esperas"), reverse("desk:waiting_times"), "clock", here == "waiting_times")


def rights(reader: Reader) -> Rights:
    """Return what the reader's role may do at all."""
    k1, k2 = RecordClass.K1, RecordClass.K2
    return Rights(
        write=holds(reader.role, k1, Action.WRITE),
        post=holds(reader.role, k1, Action.WRITE, Part.POST),
        children=bool(reader.group) and holds(reader.role, RecordClass.K4, Action.WRITE),
        approve=holds(reader.role, k1, Action.APPROVE),
        names=bool(reader.group) and holds(reader.role, k2, Action.READ),
        erase=holds(reader.role, k2, Action.APPROVE),
        accounts=holds(reader.role, RecordClass.K10, Action.READ, Part.GROUP_USERS),
        reads=holds(reader.role, RecordClass.K9, Action.READ),
        legal=holds(reader.role, RecordClass.K5, Action.WRITE, Part.MINIMUM),
        breaks=breaks_glass(reader.role),
        glass=holds(reader.role, RecordClass.K9, Action.APPROVE, Part.GLASS),
        drafts=holds(reader.role, RecordClass.K0, Action.WRITE, Part.DRAFT),
    )


def own_group(reader: Reader, action: Action = Action.READ, part: Part = Part.WHOLE) -> str:
    """Return the group whose encounters the reader sees for this purpose; raises NotForYou for who sees none of one group."""
    found = reach_of(reader, RecordClass.K1, action, part)
    if found.kind != "own_group":
        raise NotForYou
    return found.group


def author(reader: Reader) -> Author:
    """Return the reader as the author of an entry."""
    return author_of(reader)


def zone_of(reader: Reader) -> ZoneInfo:
    """Return the zone of the reader's post; of the country for an office."""
    return ZoneInfo(author_of(reader).zone)


def now() -> datetime:
    """Return the present instant in the clock of the post."""
    return timezone.localtime()


def to(name: str, **kwargs: Any) -> HttpResponseRedirect:  # Any: arguments of a route
    """Return an answer that sends the browser to a page of the desk."""
    return HttpResponseRedirect(reverse(f"desk:{name}", kwargs=kwargs or None))


def _office(reader: Reader) -> str:
    found = pack(reader.country)
    if house := found.services_directory.get(reader.institution):
        return house.name
    area = found.admin1.get(reader.state)
    return area.name if area else found.name_es
