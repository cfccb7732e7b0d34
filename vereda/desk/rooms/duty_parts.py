"""What of the work under way stands in the hand-over: missions, alerts, children, teams, phones, what waits for a decision.

No name of a person we met, no note, no place of a person: folios, hours and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access import door as access
from vereda.desk.dates import clock, shortday
from vereda.desk.rooms import alerts, child_paths, missions, plans, teams
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Part
from vereda.groups import door as groups
from vereda.logbook import door as logbook
from vereda.rescue import door as rescue

TAKING_OVER = timedelta(hours=1)
NEXT_WITHIN = timedelta(hours=12)


def parts(asked: Asked) -> Iterator[Part]:
    """Yield the parts of a hand-over that the open work has to say."""
    yield Part(_("Misiones abiertas"), list(_missions(asked)))
    yield Part(_("Alertas abiertas"), list(_alerts(asked)))
    yield Part(_("Niñas y niños solos"), list(_children(asked)))
    yield Part(_("Equipos fuera"), list(_teams(asked)))
    yield Part(_("Faltan por salir"), list(_planned(asked)))
    yield Part(_("Sigue en el rol"), list(_next_duty(asked)))
    yield Part(_("Teléfonos"), list(_phones(asked)))
    yield Part(_("Espera una decisión"), list(_waiting(asked)))


def _missions(asked: Asked) -> Iterator[str]:
    for row in rescue.open_missions(asked.group, asked.country):
        yield _("{folio}: abierta desde {day} {hour}").format(
            folio=row.folio, day=shortday(row.opened_at), hour=clock(row.opened_at)
        )


def _alerts(asked: Asked) -> Iterator[str]:
    """Folio and age alone: what was told, and where, is read in the alert."""
    for one in alerts.loud(asked.group, asked.country, asked.now, asked.labels):
        said = _("la vio {who}").format(who=one.read) if one.read else _("SIN LEER")
        yield f"{one.folio}: {one.age} · {said}"


def _children(asked: Asked) -> Iterator[str]:
    waiting = child_paths.waiting(asked.group, asked.country, asked.now.date())
    unopened, open_ = sum(1 for one in waiting if not one.path), sum(1 for one in waiting if one.path and not one.is_closed)
    untold, unsigned = sum(1 for one in waiting if not one.told), sum(1 for one in waiting if one.is_closed)
    if unopened:
        yield ngettext("%(n)d encuentro con ruta sin abrir", "%(n)d encuentros con ruta sin abrir", unopened) % {"n": unopened}
    if open_:
        yield ngettext("%(n)d ruta abierta", "%(n)d rutas abiertas", open_) % {"n": open_}
    if unsigned:
        yield ngettext("%(n)d ruta cerrada sin firma", "%(n)d rutas cerradas sin firma", unsigned) % {"n": unsigned}
    if untold:
        yield ngettext(
            "en %(n)d falta avisar a la autoridad de protección", "en %(n)d falta avisar a la autoridad de protección", untold
        ) % {"n": untold}


def _teams(asked: Asked) -> Iterator[str]:
    """Yield patrols and teams of missions: nobody who takes over asks by which paper somebody went out."""
    for mission in missions.on_board(asked.group, asked.country, asked.now, asked.labels):
        for team in mission.teams:
            late = _("SIN REPORTARSE {time}").format(time=team.late) if team.late else ""
            told = [late, f"{team.sign} ({mission.row.folio})", team.means, team.people, team.due]
            yield " · ".join(part for part in told if part)
    for one in teams.teams_out(asked.group, asked.country, asked.now, asked.labels):
        told = [one.late, one.row.route, one.vehicles, one.team, one.said]
        yield " · ".join(part for part in told if part)


def _planned(asked: Asked) -> Iterator[str]:
    """Who has not left: of today, and of the turn that takes over, which may end tomorrow."""
    for one in plans.not_gone(asked.group, asked.country, asked.now):
        names = names_of(one.row.team)
        team = ", ".join(who_is(member, names) for member in one.row.team)
        yield " · ".join(part for part in (one.row.leaves, one.row.route_said, team) if part)


def _next_duty(asked: Asked) -> Iterator[str]:
    """Who is planned for the turn that takes over: it began less than an hour ago, or begins within half a day.

    Turns are handed over around their hour: at 07:05 those of 07:00 are who follows, and not those of 19:00.
    """
    today = asked.now.date()
    ahead = [
        one
        for one in groups.planned(asked.group, asked.country, today, today + timedelta(days=1))
        if -TAKING_OVER <= one.begins_at - asked.now <= NEXT_WITHIN
    ]
    first = min((one.begins_at for one in ahead), default=None)
    names = names_of({one.member for one in ahead})
    by_turn: dict[str, list[str]] = {}
    for one in ahead:
        if one.begins_at == first:
            by_turn.setdefault(f"{one.said} {clock(one.begins_at)}", []).append(who_is(one.member, names))
    yield from (f"{turn}: {', '.join(sorted(members))}" for turn, members in by_turn.items())


def _phones(asked: Asked) -> Iterator[str]:
    """Only phones that somebody has to look at: silent, with something unsent, in other hands."""
    rows = [row for row in access.devices_of(asked.country, asked.group) if not row.is_node]
    spoke = access.contacts([row.subject for row in rows])
    hours = access.phone_expiry_h(asked.country, asked.group) if rows else 0
    in_use = 0
    for row in rows:
        contact = spoke.get(row.subject)
        if row.revoked_at:
            continue
        in_use += 1
        said = []
        if row.lost_at:
            said.append(_("avisó que está en manos ajenas"))
        if (asked.now - (contact.at if contact else row.enrolled_at)).total_seconds() > hours * 3600:
            said.append(_("sin contacto"))
        if contact and contact.unsent:
            said.append(ngettext("%(n)d sin enviar", "%(n)d sin enviar", contact.unsent) % {"n": contact.unsent})
        if said:
            yield f"{row.label}: {', '.join(said)}"
    if in_use:
        yield ngettext("%(n)d teléfono en uso", "%(n)d teléfonos en uso", in_use) % {"n": in_use}


def _waiting(asked: Asked) -> Iterator[str]:
    if number := len(logbook.disputes(asked.group, asked.country)):
        yield ngettext("%(n)d diferencia por resolver", "%(n)d diferencias por resolver", number) % {"n": number}
    if number := len(logbook.held(asked.group, asked.country)):
        yield ngettext("%(n)d registro en espera", "%(n)d registros en espera", number) % {"n": number}
