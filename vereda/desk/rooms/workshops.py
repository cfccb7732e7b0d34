"""What pages of workshops show: the list, one workshop as its report tells it, the roster, a visit, what a point has seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.rooms import workshop_asks as asks
from vereda.desk.rooms import workshop_chapters, workshop_marks
from vereda.desk.rooms.programme_asks import language
from vereda.programme import door as programmes
from vereda.workshops import door as workshops
from vereda.workshops import schema as of
from vereda.workshops.schema import Block, Report, Visit, Workshop, capital, phrase

workshop_marks.offer()

type Context = dict[str, Any]  # Any: what a page draws

ACTS: dict[str, tuple[str, ...]] = {
    "who": ("delegacion", "persona", "invitar", "respuesta", "asistencia", "interpretes", "organiza"),
    "agenda": ("sesion", "especialista", "material"),
    "minutes": ("minuta",),
    "evaluation": ("evaluacion", "opinion"),
    "promises": ("compromiso", "seguimiento"),
    "money": ("paga", "renglon"),
}
"""What can be noted below each part of the page."""


def listed(country: str, today: date) -> Context:
    """Return what the list of workshops shows: all of them, what is late, visits, points that were seen."""
    found, lang, points = workshops.workshops(country), language(), workshops.visitable(country)
    late = [(subject, one, promise) for subject, one in found for promise in of.late(one, today)]
    return {
        "rows": [
            {
                "subject": subject,
                "name": one.proposed.name.of(lang),
                "place": one.proposed.place.of(lang),
                "days": one.scheduled,
                "held": one.held is not None,
                "asks": len(of.asks(one, today)),
                "promised": len(one.promised),
            }
            for subject, one in found
        ],
        "late": [
            {
                "subject": subject,
                "what": promise.text.of(lang),
                "owner": promise.owner,
                "due_on": promise.due_on,
                "name": one.proposed.name.of(lang),
            }
            for subject, one, promise in late
        ],
        "unread": workshop_chapters.unread(found, today),
        "points": [(point, points.get(point, point), on) for point, on in workshops.points_seen(country).items()],
    }


def visit_rows(found: list[tuple[UUID, Visit]], country: str) -> list[Context]:
    """Return visits as rows of a list."""
    return [
        {
            "subject": subject,
            "on": one.planned.on,
            "host": group_name(one.planned.host, country),
            "stands": standing_of(one),
        }
        for subject, one in found
    ]


def standing_of(one: Visit) -> str:
    """Return how a visit stands, as a code of the page."""
    if one.ended:
        return "ended"
    return str(one.morning.decided) if one.morning and one.morning.on == one.planned.on else "planned"


def group_name(code: str, country: str) -> str:
    found = pack(country).groups.get(code)
    return found.name if found else code


def spent_on(country: str, activity: str) -> dict[str, Decimal] | None:
    """Return what the programme's books say was spent on an activity, by currency; None where no programme has it."""
    sums: dict[str, Decimal] = {}
    is_there = False
    for _subject, one in programmes.programmes(country) if activity else ():
        is_there = is_there or activity in one.activities
        for cost in one.spent.values():
            if cost.activity == activity:
                sums[cost.currency] = sums.get(cost.currency, Decimal(0)) + cost.amount
    return sums if is_there else None


def report(subject: UUID, country: str, today: date, lang: str) -> Report:
    """Return the report of a workshop with what its programme spent on it. Raises WorkshopUnknown."""
    seen = workshops.workshop(subject, country)
    spent = spent_on(country, seen.funded.activity) if seen.funded else None
    since = workshop_chapters.facts_due(seen, country, today)
    return workshops.report_of(subject, country, today=today, lang=lang, spent=spent, since=since)


@dataclass(frozen=True)
class Part:
    """A part of the page: a block of the report, and what can be noted there. visits: links where it tells of one."""

    code: str
    block: Block | None
    title: str
    acts: tuple[str, ...]


def parts(made: Report) -> list[Part]:
    """Return the parts of the page in the order of work; those that are empty too, since one begins there."""
    lang = made.lang
    empty = {
        "who": "who", "agenda": "agenda", "experts": "", "minutes": "minutes", "visit": "visit", "evaluation": "evaluation",
        "promises": "promises", "reaches": "", "chapter": "", "money": "money",
    }  # fmt: skip
    found = []
    for code, title in empty.items():
        blocks = [one for one in made.blocks if one.code.partition("-")[0] == code]
        for one in blocks:
            found.append(Part(one.code, one, one.title, ACTS.get(code, ())))
        if not blocks and title:
            found.append(Part(code, None, phrase(lang, title), ACTS.get(code, ())))
    return found


def editable(seen: Workshop) -> list[tuple[str, str, str, str]]:
    """Return (form, code, thing, words) of what stands in the plan, to be changed or taken back."""
    lang = language()
    return [
        *(("organiza", code, f"organiser:{code}", capital(one.name.of(lang))) for code, one in seen.organisers.items()),
        *(("delegacion", code, f"delegation:{code}", one.who.of(lang)) for code, one in seen.delegations.items()),
        *(("sesion", code, f"session:{code}", one.title.of(lang)) for code, one in seen.sessions.items()),
        *(("material", code, f"material:{code}", one.title.of(lang)) for code, one in seen.materials.items()),
        *(("", "", f"interpreting:{one.from_lang}:{one.to_lang}", _spoken(one, seen)) for one in seen.interpreting),
        *(("", "", f"engaged:{one.session}:{one.expert}", _taught(one, seen, lang)) for one in seen.engaged),
        *(("renglon", code, f"line:{code}", one.name.of(lang)) for code, one in seen.lines.items()),
        *(("", code, f"commitment:{code}", one.text.of(lang)) for code, one in seen.promised.items()),
    ]


def _spoken(one: of.InterpretingSet, seen: Workshop) -> str:
    words = asks.in_words((one.from_lang, one.to_lang), asks.languages(seen.proposed.country))
    return _("Interpretación: {languages}").format(languages=words)


def _taught(one: of.ExpertEngaged, seen: Workshop, lang: str) -> str:
    """Return who gives a session by the institution: a name is opened for those alone who ask for the roster."""
    expert, session = workshops.experts(seen.proposed.country, also_left=True).get(one.expert), seen.sessions.get(one.session)
    said = {
        "institution": expert.listed.institution if expert else "",
        "session": session.title.of(lang) if session else one.session,
    }
    return _("Especialista de {institution}, en «{session}»").format(**said)


def materials(seen: Workshop) -> list[Context]:
    """Return what is shown and given out; kind: for those that this program makes itself."""
    lang = language()
    return [
        {
            "code": code,
            "title": one.title.of(lang),
            "what": phrase(lang, f"material.{one.what.value}"),
            "kind": one.what.value,
            "languages": asks.in_words(one.languages, asks.languages(seen.proposed.country)),
            "ref": one.ref,
        }
        for code, one in seen.materials.items()
    ]


def invitations(seen: Workshop) -> list[Context]:
    """Return each delegation with its invitation and what came back."""
    lang = language()
    return [
        {
            "code": code,
            "who": one.who.of(lang),
            "invited": seen.invited.get(code),
            "reply": phrase(lang, f"reply.{seen.replied[code].reply.value}") if code in seen.replied else "",
        }
        for code, one in seen.delegations.items()
    ]


def guests(subject: UUID, country: str) -> list[Context]:
    """Return who comes by name. The caller has logged who reads it."""
    found, lang = workshops.guests(subject, country), language()
    names, sets = workshops.names(found, country), workshops.workshop(subject, country).delegations
    return [
        {
            "subject": one,
            "who": names.get(one),
            "delegation": sets[told.delegation].who.of(lang) if told.delegation in sets else told.delegation,
            "institution": told.institution,
            "role": phrase(lang, f"role.{told.role.value}"),
            "may_visit": of.may_visit(told.role),
        }
        for one, told in found.items()
    ]


def roster(country: str, today: date, *, topic: str = "", spoken: str = "") -> list[Context]:
    """Return the roster, by topic and language where they are asked for. The caller has logged who reads it."""
    found = {
        one: told
        for one, told in workshops.experts(country).items()
        if (not topic or topic in told.listed.topics) and (not spoken or spoken in told.listed.languages)
    }
    names, lang = workshops.names(found, country), language()
    return [
        {
            "subject": one,
            "who": names.get(one),
            "listed": told.listed,
            "role": phrase(lang, f"role.{told.listed.role.value}"),
            "topics": asks.in_words(told.listed.topics, asks.topics()),
            "languages": asks.in_words(told.listed.languages, asks.languages(country)),
            "can_be_asked": told.can_be_asked(today),
            "engaged": [_engagement(told_of, lang) for told_of in workshops.engagements(one, country)],
        }
        for one, told in found.items()
    ]


def _engagement(one: workshops.Engagement, lang: str) -> Context:
    rated = of.score(one.answers) if one.answers else None
    said = phrase(lang, "scored", mean=f"{rated.mean:.1f}", n=rated.answers) if rated and rated.mean else ""
    sessions = "; ".join(one.seen.sessions[code].title.of(lang) if code in one.seen.sessions else code for code in one.sessions)
    return {"subject": one.workshop, "name": one.seen.proposed.name.of(lang), "sessions": sessions, "said": said}


def visit(subject: UUID, seen: Visit, country: str, today: date) -> Context:
    """Return what the page of a visit shows, with the names of who comes. The caller has logged who reads it."""
    lang, plan = language(), seen.planned
    points = workshops.visitable(country)
    known = workshops.guests(plan.workshop, country) if plan.workshop else {}
    names, roles = workshops.names(known, country), workshops.roles_now(seen.visitors, country)
    return {
        "subject": subject,
        "plan": plan,
        "host": group_name(plan.host, country),
        "points": [_point(seen, point, points) for point in plan.points],
        "vehicles": sum(one.seats for one in plan.vehicles),
        "guests": [
            {
                "subject": one,
                "name": names[one].name if one in names else "",
                "institution": told.institution,
                "comes": one in seen.visitors,
                "read": one in seen.read and seen.read[one].briefing == of.BRIEFING,
                "may_visit": of.may_visit(told.role),
            }
            for one, told in known.items()
        ],
        "lacks": [phrase(lang, f"not_yet.{one.value}") for one in of.not_yet(seen, roles, on=today)] if not seen.ended else [],
        "morning": _morning(seen, lang),
        "standing": standing_of(seen),
        "ended": seen.ended,
    }


def _morning(seen: Visit, lang: str) -> Context | None:
    one = seen.morning
    if one is None:
        return None
    return {
        "on": one.on,
        "weather": phrase(lang, f"light.{one.weather.value}"),
        "weather_source": one.weather_source,
        "security": phrase(lang, f"light.{one.security.value}"),
        "security_source": one.security_source,
        "decided": phrase(lang, f"decided.{one.decided.value}"),
        "why": one.why,
    }


def _point(seen: Visit, point: of.PointAt, names: dict[str, str]) -> Context:
    agreed = seen.agreed.get(point.name)
    return {
        "code": point.name,
        "name": names.get(point.name, point.code),
        "is_service": point.kind is of.PointKind.SERVICE,
        "agreed": agreed.agrees if agreed else None,
        "report": seen.reports.get(point.name),
    }


def history(point: str, country: str) -> list[Context]:
    """Return what visits saw at a point, the latest first, in words."""
    lang = language()
    named = workshops.named_in(country, lang)
    return [
        {
            "visit": one.visit,
            "on": one.on,
            "seen": one.report.seen.of(lang),
            "found": list(of.found_at(named, lang, one.report)),
            "follow": one.report.follow.of(lang) if one.report.follow else "",
            "owner": one.report.follow_owner,
            "follow_on": one.report.follow_on,
            "done": one.done.said.of(lang) if one.done else "",
        }
        for one in workshops.history_of(point, country)
    ]
