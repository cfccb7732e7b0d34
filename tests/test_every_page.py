"""Every page of the house: the headers it sends, whose forms it takes, and what it says to nonsense.

SEC-019, SEC-021, SEC-022, SEC-023, SEC-059, SEC-060 of docs/requirements.csv, walked over the routes that there are.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests.house import IS_WHOLE, ON_POSTGRESQL, PACKAGE
from tests.test_routes import ALL, NAMES
from vereda.access.models import Membership, ReadRow
from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author

MARK = "zafiro"
XSS = [f"<script>{MARK}</script>", f"'\"><img src=x onerror={MARK}>", f"javascript:{MARK}", f"</title><svg onload={MARK}>"]
NONSENSE = [
    *XSS, "", "\0", " ", "-1", "0", "99999999999999999999", "NaN", "1e309", "١٢٣", "2024-02-30", "0000-00-00", "9999-12-31",
    "0001-01-01T00:00", "../../etc/passwd", "x" * 5000, "\u202e", "' OR 1=1;--", "{{7*7}}", "%s%n", "[[[[",
    "00000000-0000-0000-0000-000000000000", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "en", "on", "MX-COA", "2024-01-29",
]  # fmt: skip
ROUNDS = int(os.environ.get("VEREDA_TEST_ROUNDS", "1"))
PARTS = 8  # the walk over all pages in as many tests
DRAWN = {(len(NAMES) + 2) % PARTS} if ON_POSTGRESQL else {len(NAMES) % PARTS, (len(NAMES) + 4) % PARTS}
TOLD = [part for part in range(PARTS) if IS_WHOLE or part in DRAWN]
"""In `make test` SQLite is told a quarter and PostgreSQL another eighth, others when there are more pages; `make drill-random`
tells both all."""
BY_TOKEN = ("sync/", "api/", "openrosa/")
BY_SIGNATURE = ("between/v1/",)
"""What a browser's session opens nothing of: a form of another site brings no bundle that was signed."""
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class World:
    """A post at work, and what its addresses are made of."""

    cast: Cast
    parts: dict[str, dict[str, str]]

    def address(self, route: str) -> str:
        """Return a route with what is there filled in; what is nowhere gets an id that nothing has."""
        room = route.split("/")[0]
        return "/" + PART.sub(lambda found: self.parts.get(room, {}).get(found[2]) or unknown(found[1]), route)


def unknown(kind: str | None) -> str:
    """Return what nothing is named by, in the form that an address takes."""
    return "7" if kind == "int" else str(UUID(int=7))


@pytest.fixture
def world(cast: Cast) -> World:
    from allauth.mfa.totp.internal.auth import TOTP

    from vereda.access.door import local_day
    from vereda.countries.door import pack
    from vereda.encounters.door import Line, Meeting, Named, PlaceKind, Service, Where, record_meeting
    from vereda.groups import door as groups
    from vereda.people.door import Identity, Person
    from vereda.rescue import door as rescue

    ines, at = cast.account("ines"), datetime.now(UTC) - timedelta(minutes=5)
    by = Author(account=str(ines.pk), group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash)
    told = Meeting(
        people_met=2,
        lines=[Line(line_id="HN-F-18p", count=2, nationality="HN", sex="F", age_band="18+")],
        services=[Service(service="FIRST_AID")],
        where=Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.53, accuracy_m=8, place=f"islote {XSS[0]}"),
        note=f"nota {XSS[1]}",
        named=[Named(line_id="HN-F-18p", identity=Identity(given=f"Ana {XSS[0]}", families=[XSS[1]]), purpose="medical")],
    )
    encounter = str(record_meeting(told, by=by, at=at).subject)
    patrol = str(groups.depart(route=f"Ruta {XSS[0]}", by=by, at=at, note=XSS[1]).subject)
    mission = str(rescue.open_mission(by=by, at=at, folio=f"PN-{MARK}").subject)
    shift = str(groups.start_shift(members=[str(ines.pk)], by=by, at=at).subject)
    truck, piece, came = _goods(by, at, patrol)
    person = str(Person.objects.get().subject)
    phone = str(phone_of(cast, ines.pk))
    held = Membership.objects.get(account=ines.pk)
    for name in WHO:
        TOTP.activate(cast.account(name), "JBSWY3DPEHPK3PXP")
    parts = {
        "encuentros": {"subject": encounter, "subject_id": encounter},
        "recorridos": {"subject": patrol},
        "misiones": {"subject": mission, **_mission(mission, by, at)},
        "personas": {"subject": person},
        "solicitudes": {"subject": person},
        "turnos": {"shift": shift},
        "cuentas": {"account": str(ines.pk), "membership": str(held.subject)},
        "boletin": {"form": "csv"},
        "personas-distintas": {"form": "csv"},
        "tablero": {"what": "curso", "form": "csv"},
        "cuenta": {"pk": "1"},
        "diferencias": {"dispute": "0" * 32},
        "telefonos": {"device_id": phone},
        **of_the_shift(by, at),
        "partes": {"on": str(local_day("mx", "piedras-negras")), "state": "MX-COA", "group": "piedras-negras", "form": "csv"},
        "existencias": {"code": "water_1l", "way": "sale", "kind": "patrol", "holder": patrol, "entry": came},
        "vehiculos": {"subject": truck, "what": "vuelve"},
        "equipo": {"subject": piece, "what": "carga"},
        **_safety(by, at, patrol),
        **_gatherings(by, at),
        **_ground(by, at, patrol),
        "fallecidas": _remains(by, at),
        **_missing(by, at),
        "casos": _legal(cast, by, at),
        "proteccion": _protection(cast, encounter, by, at),
        "rutas": _child_path(by, at),
        "primeros-auxilios": _first_aid(encounter, by, at),
        **_glass(cast, person, at),
        **_referral(cast, encounter, by, at),
        "avisos": {"subject": _warning(by, at)},
        "peligros": {"subject": _danger_notice(by, at), "form": "svg"},
        "orientacion": {
            "topic": "heat",
            "language": "spa",
            "code": "emergencias",
            "dispute": "0" * 32,
            "telling": str(UUID(int=7)),
        },
        "directorio": {"code": _house(by, at)},
        "practicas": _practice(by, at),
        "aliada": {"subject": _offered(cast, by, at)},
        "leyes": {"form": "csv", "iso": "gt", "code": "asylum"},
        "programas": _programme(at),
        "talleres": _workshop(at),
        "mapas": {"group": "piedras-negras", "name": "0" * 16, "form": "mbtiles", "z": "8", "x": "0", "y": "0"},
    }
    return World(cast, parts)


def _practice(by: Any, at: datetime) -> dict[str, str]:  # Any: as below
    """Return a draft of good practice whose every word is somebody's, and somebody who took it up."""
    from vereda.exchange import door as exchange
    from vereda.exchange.schema import NEEDED, Origin, Topic

    written = dict.fromkeys(NEEDED, XSS[0])
    made = exchange.draft_practice(
        origin=Origin.MISSION, language="spa", written=written, topics=[Topic.RESCUE], by=by, at=at
    ).subject
    taken = exchange.adopt(made, who=XSS[1], on=at.date() - timedelta(days=1), language="spa", changed=XSS[3], by=by, at=at)
    return {"subject": str(made), "adoption": str(taken.subject), "language": "spa"}


def _programme(at: datetime) -> dict[str, str]:
    """Return a programme, and what its addresses name."""
    from vereda.demo.programme_day import programme_day
    from vereda.programme.door import waiting

    subject = str(programme_day("mx", at))
    row = next(one for one in waiting("mx") if str(one.programme) == subject)
    said = {"phase": "1", "code": "INF-1", "grant": "D1", "what": "cifra", "form": "xlsx", "number": "1"}
    said |= {"period": "2026-07", "revision": "1", "table": "people-sex-age"}
    return {"subject": subject, "report": str(row.subject), **said}


def _workshop(at: datetime) -> dict[str, str]:
    """Return a workshop, and what its addresses name."""
    from vereda.demo.workshops_day import workshops_day

    subject = str(workshops_day("mx", at))
    point = "crossing:ciudad-hidalgo-ciudad-tecun-uman"
    return {"subject": subject, "what": "delegacion", "delegation": "FUNCIONARIOS", "point": point}


def _house(by: Any, at: datetime) -> str:  # Any: as below
    """Return a shelter that said its free places."""
    from vereda.referrals import door as referrals

    code = "casa-del-migrante-de-saltillo"
    free = {referrals.ForWhom.WOMEN: 3}
    referrals.say_capacity(place=code, free=free, way=referrals.Way.TELEPHONE, by=by, at=at, now=at)
    return code


def _offered(cast: Cast, by: Any, at: datetime) -> str:  # Any: as below
    """Return a referral to the shelter of a partner, whose every word is somebody's."""
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass
    from vereda.people.door import ConsentFor, PersonMet, note_consent
    from vereda.referrals.door import Item, Receiver, Service, make_referral

    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Ana"})]
    person = record(PersonMet(nationality="HN", purpose="assist"), by=by, at=at, boxes=boxes).subject
    consent = note_consent(by=by, at=at, now=at, language="spa", person=person, given=[ConsentFor.REFER]).receipt.subject
    told = {Item.PEOPLE: XSS[0], Item.ARRIVES: XSS[1], Item.CALL_BACK: XSS[2], Item.NAME: XSS[3]}
    made = make_referral(
        service=Service.SHELTER, receiver=Receiver(code=cast.reader("rosa").institution), told=told, person=person,
        consent=consent, reader=cast.reader("ines", "assist"), by=by, at=at, now=at,
    )  # fmt: skip
    return str(made.receipt.subject)


def _warning(by: Any, at: datetime) -> str:  # Any: as below
    """Return a warning of an authority whose every word is somebody else's."""
    from html import escape

    from vereda.safety import door as safety
    from vereda.safety.tests.cap_files import area, cap, info

    words, sent = [escape(one) for one in XSS], f"{at:%Y-%m-%dT%H:%M:%S}-00:00"
    told = info(event=words[0], headline=words[1], expires=None, areas=area(said=words[2], polygon=""))
    return str(safety.warning_actions.bring_in(safety.read_cap(cap(told, sent=sent)), by=[by], at=at).subject)


def _danger_notice(by: Any, at: datetime) -> str:  # Any: as below
    """Return a danger notice whose source and words are somebody's."""
    from vereda.guidance.door import Said
    from vereda.notices import door as notices
    from vereda.safety.door import CapSeverity

    where = notices.Where(told_by=notices.AreaBy.STATES, states=["MX-COA"])
    told = notices.Told(
        danger=notices.NoticeKind.HEAT, severity=CapSeverity.SEVERE, where=where, starts_at=at, ends_at=at + timedelta(days=1),
        source=XSS[0],
    )  # fmt: skip
    said = Said(short=f"Agua {XSS[0]}", spoken=XSS[1], full=XSS[0], source=XSS[0], article="")
    return str(notices.set_notice(told, {"spa": said}, by=by, at=at).subject)


def _mission(mission: str, by: Any, at: datetime) -> dict[str, str]:  # Any: as below
    """Return a team and a clue of a mission, with what somebody may have typed in them."""
    from vereda.encounters.door import Where
    from vereda.rescue import door as rescue

    of, where = UUID(mission), Where(place=XSS[0])
    who = rescue.Team(call_sign=XSS[0][:20], members=[by.account], check_in_min=60)
    rescue.dispatch_team(mission=of, who=who, by=by, at=at, where=where)
    rescue.note_clue(mission=of, what="footprints", text=XSS[1], where=where, by=by, at=at)
    rescue.report_situation(mission=of, text=XSS[1], by=by, at=at)
    found = rescue.mission(of, by.group, by.country)
    assert found
    return {"team": str(rescue.teams_of(of, by.group, by.country)[0].team), "what": "radio", "clue": found.clues[0]["line"]}


def _remains(by: Any, at: datetime) -> dict[str, str]:  # Any: as below
    """Return a file of somebody found dead, with what somebody may have typed in it."""
    from vereda.encounters.door import Where
    from vereda.rescue import door as rescue

    acts, steps, things = rescue.remains_actions, rescue.remains_steps, rescue.belongings_actions
    of = acts.find_remains(acts.Finding(number=1, where=Where(place=XSS[0]), way=XSS[1]), by=by, at=at, now=at).subject
    official = rescue.Official(name=XSS[0], unit=XSS[1])
    steps.tell_prosecutor(remains=of, to="", how=rescue.ToldBy.RADIO, official=official, by=by, at=at, now=at)
    steps.number_case(remains=of, number=XSS[1], by=by, at=at)
    steps.note_match(remains=of, report=XSS[0][:40], text=XSS[1], by=by, at=at)
    things.list_belongings(remains=of, seen=[things.Seen(what=XSS[0], lay=XSS[1])], by=by, at=at)
    line = rescue.Remains.objects.get(subject=of).belongings[0][0]
    return {"subject": str(of), "what": "llegada", "line": line}


def _gatherings(by: Any, at: datetime) -> dict[str, dict[str, str]]:  # Any: as below
    """Return what the pages of distributions, receptions and caravans open."""
    from vereda.gatherings import door as gatherings

    point = gatherings.Point(items=[gatherings.Offered(item="water_1l")], staff=[by.account], note=XSS[1])
    one = gatherings.open_distribution(point, by=by, at=at).subject
    people = [gatherings.PeopleCounted(sex="F", age_band="18+", count=3)]
    bundle = gatherings.count(gathering=one, people=people, lane=XSS[0][:20], by=by, at=at).entry
    bus = gatherings.announce_reception(gatherings.Point(), gatherings.Announcement(people=9), by=by, at=at).subject
    crowd = gatherings.open_caravan(name=XSS[0], by=by, at=at).subject
    head = gatherings.take_headcount(caravan=crowd, people=90, method=gatherings.HeadMethod.TAPPED, note=XSS[1], by=by, at=at)
    gatherings.open_child_point(caravan=crowd, in_charge=[by.account], where=XSS[0], by=by, at=at)
    return {
        "repartos": {"subject": str(one), "entry": str(bundle)},
        "recepciones": {"subject": str(bus)},
        "caravanas": {"subject": str(crowd), "entry": str(head.entry)},
    }


def _safety(by: Any, at: datetime, patrol: str) -> dict[str, dict[str, str]]:  # Any: as below
    """Return what the pages of alarms, of headquarters' duty, of the radio and of text messages open."""
    from vereda.logbook.door import record_all
    from vereda.messages import door as texts
    from vereda.safety import door as safety

    danger = safety.raise_danger(by=by, at=at, who=by.account).subject
    safety.take_step(danger=danger, step=safety.DangerStep.OTHER, note=XSS[0], by=by, at=at)
    safety.give_sign(sign=XSS[0][:20], bearer=safety.Bearer.VEHICLE, vehicle=XSS[1], by=by, at=at)
    safety.set_channel(name=XSS[1][:20], use=XSS[0], by=by, at=at)
    record_all([safety.called(what=safety.RadioWord.OTHER, sign=XSS[1][:20], note=XSS[1], by=by, at=at)])
    texts.keep_number(number="878 111 2233", account="", name=XSS[0], warned=[], by=by, at=at)
    text = texts.receive_text(texts.Came(XSS[1][:20], XSS[0]), account="", by=by, at=at).subject
    return {
        "agente-en-peligro": {"subject": str(danger)},
        "central": {"subject": str(danger), "team": str(danger)},
        "radio": {"subject": patrol},
        "mensajes": {"subject": str(text)},
    }


def _ground(by: Any, at: datetime, patrol: str) -> dict[str, dict[str, str]]:  # Any: as below
    """Return what the pages of incidents, closed areas, leave and interference open."""
    from vereda.safety import door as safety

    told = safety.Happening(what="threat", severity=safety.Severity.GRAVE, route_said=XSS[0], note=XSS[1])
    incident = safety.incident_actions.report_incident(told, by=by, at=at).subject
    where = safety.Where(name=XSS[0], zone=XSS[1][:40])
    days = {"from_on": at.date(), "until_on": at.date()}
    area = safety.closed_actions.close_area(
        where, reason=safety.ClosedFor.OTHER, said_by=safety.Source.TEAM, note=XSS[1], by=by, at=at, **days
    ).subject
    rule = safety.closed_actions.require_clearance(where, asked_of=safety.Source.LANDOWNER, by=by, at=at).subject
    leave = safety.closed_actions.ask_clearance(rule=rule, note=XSS[0], by=by, at=at).subject
    seen = safety.Seen(authority="police", acts=[safety.Interfered.WAITED], within=safety.Within.SIGHT, account=XSS[1])
    record = safety.interference_actions.record_interference(seen, by=by, at=at).subject
    return {
        "seguridad": {"incident": str(incident), "area": str(area), "rule": str(rule), "clearance": str(leave)},
        "injerencias": {"subject": str(record)},
        "injerencias-del-pais": {"subject": str(record)},
    }


def _first_aid(encounter: str, by: Any, at: datetime) -> dict[str, str]:  # Any: as below
    """Return a record of first aid whose every word is somebody's."""
    from vereda.logbook.door import record_all
    from vereda.medical import door as medical

    told = medical.Told(complaints=["FRACT"], allergies=XSS[0], medicines=XSS[1], note=XSS[3])
    given = medical.Given(what=medical.Treatment.OTHER, said=XSS[0], dose=XSS[1], given_at=at)
    vitals, ended = medical.VitalSet(taken_at=at, pulse=88), medical.Outcome.TRANSPORTED
    of = UUID(encounter)
    drafts = medical.opening_drafts(told, encounter=of, vitals=vitals, given=[given], outcome=ended, place=XSS[0], by=by, at=at)
    subject = record_all(drafts)[0].subject
    return {"subject": str(subject), "line": medical.FirstAid.objects.get().vitals[0][0], "what": "signos"}


def _referral(cast: Cast, encounter: str, by: Any, at: datetime) -> dict[str, dict[str, str]]:  # Any: as below
    """Return a referral, and the consent that allows it, whose every word is somebody's."""
    from vereda.countries.door import Role
    from vereda.people.door import ConsentFor, ConsentMode, note_consent
    from vereda.referrals import door as referrals
    from vereda.referrals.door import Item, Receiver, Service

    of = UUID(encounter)
    asked = note_consent(
        by=by, at=at, now=at, language="spa", given=[ConsentFor.REFER], mode=ConsentMode.THUMB, witness=XSS[1], encounter=of
    )
    told = {Item.AGE_SEX: XSS[0], Item.CALL_BACK: XSS[1], Item.HANDOVER: XSS[3]}
    made = referrals.make_referral(
        service=Service.HEALTH, receiver=Receiver(name=XSS[0], role=Role.HEALTH), told=told, consent=asked.receipt.subject,
        encounter=of, reader=cast.reader("ines", "assist"), by=by, at=at, now=at,
    )  # fmt: skip
    subject, consent = str(made.receipt.subject), str(asked.receipt.subject)
    return {"referencias": {"subject": subject, "what": "acepta"}, "permisos": {"consent": consent}}


def _glass(cast: Cast, person: str, at: datetime) -> dict[str, dict[str, str]]:
    """Return a record that the coordinator opened in an emergency, with words of somebody in the reason."""
    from vereda.access import door

    told = {"group": "piedras-negras", "folio": person.replace("-", "")[-6:], "reason": f"{XSS[0]} {XSS[1]}"}
    wanted = door.Wanted(record_class=door.RecordClass.K2, record=UUID(person), **told)  # type: ignore[arg-type]  # all are words
    subject = str(door.break_glass(wanted, by=cast.reader("rafael", "rescue"), at=at).subject)
    return {"emergencia": {"subject": subject}, "emergencias": {"subject": subject}}


def _missing(by: Any, at: datetime) -> dict[str, dict[str, str]]:  # Any: as below
    """Return what the pages of reports of missing persons open."""
    from vereda.people.door import Identity
    from vereda.tracing import door as tracing

    seeking = tracing.Seeking(name=XSS[0], call_back=XSS[1], consent=list(tracing.ConsentFor), note=XSS[3])
    described = tracing.Described(marks=XSS[0], clothing=XSS[1], companions=XSS[2], route=XSS[3])
    sought = tracing.Sought(identity=Identity(given=XSS[0], families=[XSS[1]], nickname=XSS[3]), described=described, note=XSS[1])
    file = tracing.open_report(seeking, sought, by=by, at=at).subject
    source, sure = tracing.LeadFrom.OTHER, tracing.Reliability.SURE
    tracing.hear_lead(file=file, text=XSS[0], source=source, reliability=sure, by=by, at=at)
    tracing.locate(file=file, by_way=tracing.LocatedBy.SPOKE, by=by, at=at)
    found = tracing.file(file, by.group, by.country)
    assert found
    return {"extraviadas": {"subject": str(file), "lead": found.leads[0]["lead"], "person": str(found.person)}}


def _protection(cast: Cast, encounter: str, by: Any, at: datetime) -> dict[str, str]:  # Any: as below
    """Return a case of protection whose every word is somebody's, carried by a case worker."""
    from vereda.access.door import author_of
    from vereda.protection import door as protection

    acts, notes, on = protection.case_actions, protection.note_actions, at.date()
    case = acts.ask(protection.AskedFor(words=XSS[0]), encounter=UUID(encounter), by=by, at=at).subject
    told: dict[str, Any] = {"case": case, "by": author_of(cast.reader("lucia")), "at": at}  # Any: as below
    acts.take(**told)
    acts.do_step(protection.CaseStep.SAFETY, on=on - timedelta(days=1), note=XSS[1], **told)
    side = {"confidence": protection.Confidence.SURE, "told_by": protection.ToldBy.PERSON}
    notes.note_picture(protection.Pictured(exposure=protection.Side(factors=["DOMV-IND-05"], **side), note=XSS[0]), **told)
    notes.note_survivor(protection.SurvivorSaid(event_at=at, note=XSS[1]), **told)
    notes.note_torture(protection.TortureSaid(wants=protection.Wanted.YES, to=XSS[0], note=XSS[3]), **told)
    notes.plan_safety(protection.SafetyPlan(danger=XSS[0], people=XSS[1], review_on=on + timedelta(days=1)), **told)
    row = protection.cases.case(case, "mx")
    assert row
    return {"subject": str(case), "step": row.steps[0][3], "line": str(UUID(int=7))}


def _child_path(by: Any, at: datetime) -> dict[str, str]:  # Any: as below
    """Return the path of a child who is alone, in whose file stands what somebody may have typed."""
    from vereda.encounters.door import Line, Meeting, Service, record_meeting
    from vereda.protection import door as protection

    line = Line(line_id="x", count=1)
    met = Meeting(people_met=1, lines=[line], services=[Service(service="WATER")], unaccompanied_minors=1)
    path = protection.open_path(encounter=record_meeting(met, by=by, at=at).subject, by=by, at=at, note=XSS[0]).subject
    protection.say_wishes(XSS[1], path=path, by=by, at=at)
    protection.drive(adults=[by.account, "office"], vehicle=XSS[0], path=path, by=by, at=at)
    note = protection.BestInterests(decision=XSS[0], why=XSS[1], family=XSS[3], review_on=at.date())
    protection.note_best_interests(note, path=path, by=by, at=at)
    return {"subject": str(path)}


def _legal(cast: Cast, by: Any, at: datetime) -> dict[str, str]:  # Any: as below
    """Return a case of which every word is somebody's, with a term, a step, a thing and a request to go back."""
    from vereda.access.door import author_of
    from vereda.legal import door as legal

    case = legal.open_case(legal.Opening(what=legal.CaseKind.OTHER, note=XSS[0]), by=by, at=at, with_receipt=True).receipt.subject
    told: dict[str, Any] = {"case": case, "by": author_of(cast.reader("emilio")), "at": at}  # Any: as below
    legal.take_case(**told)
    legal.start_term("MX-AMPARO-GEN", started_at=at, **told)
    legal.take_step(legal.Step.FILED, on=at.date() - timedelta(days=1), number=XSS[1][:80], note=XSS[0], **told)
    legal.keep_evidence(XSS[0], holder=XSS[1], brought=legal.Brought(content=XSS[3].encode(), name=XSS[0]), **told)
    legal.leave_answer(XSS[3], **told)
    no = legal.Answer.NO
    legal.ask_return(XSS[0], refuge=no, child=no, trafficking=no, **told)
    row = legal.cases.case(case, "mx")
    assert row
    line = {"step": row.steps[0][0], "item": row.items[0][0], "request_id": row.returns[0][0]}
    return {"subject": str(case), "term": str(legal.cases.terms_of([case])[0].term), "what": "seen", **line}


def _goods(
    by: Any, at: datetime, patrol: str
) -> tuple[str, str, str]:  # Any: an author, whose class is imported where it is used
    """Return a vehicle, a piece of equipment and an entry of stock of which a patrol has some."""
    from vereda.supplies import door as supplies

    truck = supplies.vehicle_actions.register("truck", "03", plate=XSS[0][:20], by=by, at=at)
    supplies.vehicle_actions.report_fault(truck.subject, fault="other", note=XSS[1], by=by, at=at)
    piece = supplies.equipment_actions.register("radio", XSS[0][:20], by=by, at=at)
    lines = [supplies.ReceivedLine(item="water_1l", quantity=48, batch=XSS[0][:40])]
    came = supplies.stock_actions.receive(lines, came_from=supplies.CameFrom.GRANT, donor=XSS[1], by=by, at=at)
    team = supplies.Holder(kind=supplies.HolderKind.PATROL, id=patrol)
    supplies.issue([supplies.Line(item="water_1l", quantity=7)], holder=team, by=by, at=at)
    return str(truck.subject), str(piece.subject), str(came.entry)


def of_the_shift(by: Author, at: datetime) -> dict[str, dict[str, str]]:
    """Return what the addresses of the shift, of agreements and of volunteers are made of."""
    from vereda.groups import door as groups

    sheet = groups.Sheet(parts=[groups.SheetPart(title=XSS[0], lines=[XSS[1]])], text=XSS[3])
    lent = [groups.Lent(kind="fuel", unit="litre", number=1)]
    terms = groups.Terms(counterpart_kind="firm", counterpart=XSS[0], from_on=at.date(), source=XSS[1], lent=lent)
    groups.lend(name=XSS[0], by=by, at=at)
    groups.name_route(name=XSS[0], zone=XSS[1][:40], by=by, at=at)
    return {
        "turno": {"subject": str(groups.give_handover(sheet, by=by, at=at).subject), "on": "2024-01-29"},
        "convenios": {"subject": str(groups.write_agreement(terms, by=by, at=at).subject)},
        "voluntarios": {"subject": str(groups.write_volunteer(groups.Helper(name=XSS[0]), by=by, at=at).subject)},
    }


def phone_of(cast: Cast, agent: UUID) -> UUID:
    from vereda.access.door import enrol_device

    by, at = cast.reader("rafael"), datetime.now(UTC)
    return enrol_device(country="mx", group="piedras-negras", label=XSS[0][:40], by=by, at=at, agents=[agent])[0].subject


WHO = ("rafael", "ines", "tomas", "adriana", "alma", "bruno", "julia", "graciela", "emilio", "rosa", "lucia", "esteban")
"""Between them they open every page."""


def opened(world: World, address: str) -> tuple[Client, Any]:  # Any: an answer as the test client gives it
    """Return somebody for whom there is a page at an address, else the coordinator, and what was answered."""
    for name in WHO:
        client = world.cast.client(name)
        answer = client.get(address)
        if answer.status_code not in (403, 404):
            return client, answer
    client = world.cast.client("rafael")
    return client, client.get(address)


# Headers ------------------------------------------------------------------------------------------------------------------


def weak_headers(answer: HttpResponse) -> list[str]:
    """Return what an answer's headers lack."""
    policy = answer.headers.get("Content-Security-Policy", "")
    lacks = [
        ("default-src 'none'", policy.startswith("default-src 'none'")),
        ("no inline script", "unsafe" not in policy and "script-src 'self'" in policy),
        ("no other origin", not re.search(r"https?:|\*", policy)),
        ("frame-ancestors", "frame-ancestors 'none'" in policy),
        ("nosniff", answer.headers.get("X-Content-Type-Options") == "nosniff"),
        ("referrer", answer.headers.get("Referrer-Policy") in ("no-referrer", "same-origin")),
        ("opener", answer.headers.get("Cross-Origin-Opener-Policy") == "same-origin"),
    ]
    return [name for name, there in lacks if not there]


@pytest.mark.django_db
def test_answers_that_refuse_or_fail_carry_the_headers_too(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    """SEC-019"""
    rafael = cast.client("rafael")
    refused = {
        404: rafael.get("/no-existe/"),
        405: rafael.put("/encuentros/"),
        400: rafael.get("/encuentros/?purpose=detention"),
        403: cast.client("bruno").get("/encuentros/"),
        500: failing(monkeypatch).get("/entrar/"),
    }
    assert {code: answer.status_code for code, answer in refused.items()} == {code: code for code in refused}
    assert {code: found for code, answer in refused.items() if (found := weak_headers(answer))} == {}


def failing(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a browser for which the sign-in page breaks, with words that nobody may see."""
    from vereda.access.web import signin

    def broken(*rest: object) -> None:
        raise RuntimeError(f"SELECT {MARK} FROM access_account; Django 6")

    monkeypatch.setattr(signin, "throttle", None, raising=False)
    monkeypatch.setattr("allauth.account.views.LoginView.get", broken)
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_fault_tells_nothing_of_how_it_came(monkeypatch: pytest.MonkeyPatch):
    """SEC-060"""
    for accept in ("text/html", "application/json"):
        answer = failing(monkeypatch).get("/entrar/", headers={"Accept": accept})
        assert answer.status_code == 500
        told = answer.content.decode()
        assert not re.search(rf"{MARK}|SELECT|Traceback|RuntimeError|Django|File &quot;|\.py", told)
        assert "access.server_error" in told or "Algo falló" in told


def test_with_https_cookies_and_browsers_keep_to_it():
    """SEC-016, SEC-019: as `serve` reads its settings."""
    asked = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,"
    )
    asked += " s.SESSION_COOKIE_SAMESITE, s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_SSL_REDIRECT)"
    environ = {**os.environ, "VEREDA_BEHIND_TLS": "1", "DJANGO_SETTINGS_MODULE": "vereda.settings.django"}
    done = subprocess.run([sys.executable, "-c", asked], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "True", "Lax", "True", "True"]


# Forms of other sites -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_route_takes_a_form_of_another_site(world: World):
    """SEC-021: without the token, and with it from another origin."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.cast.client("rafael").cookies
    token = "a" * 32
    taken = []
    for route in NAMES:
        if not route.startswith((*BY_TOKEN, *BY_SIGNATURE)):
            address = world.address(route)
            for act in (strict.post, strict.put, strict.patch, strict.delete):
                strict.cookies.pop("vereda_csrf", None)
                codes = [act(address).status_code]
                strict.cookies["vereda_csrf"] = token
                codes.append(act(address, headers={"X-CSRFToken": token, "Origin": "https://elsewhere.example"}).status_code)
                taken += [(act.__name__, route, codes)] if codes != [403, 403] else []
    assert taken == []


# Nonsense ---------------------------------------------------------------------------------------------------------------------


@cache
def asked_for() -> tuple[str, ...]:
    """Return the names under which pages read addresses and forms, found in their source."""
    reads = re.compile(r"""(?:GET|POST|FILES)\.get(?:list)?\("([\w-]+)"|typed\.\w+\("([\w-]+)"|\bname="([\w:-]+)\"""")
    files = [*PACKAGE.glob("*/web/*.py"), *PACKAGE.glob("desk/rooms/*.py"), *PACKAGE.glob("*/jinja2/**/*.html")]
    found = {next(filter(None, names)) for path in files for names in reads.findall(path.read_text(encoding="utf-8"))}
    return tuple(sorted(found - {"csrfmiddlewaretoken", "viewport", "color-scheme", "theme-color"}))


def fields_of(answer: HttpResponse) -> list[str]:
    """Return the names of the fields of a page, but for those of every form."""
    page = answer.content.decode(errors="replace") if "html" in answer.headers.get("Content-Type", "") else ""
    found = re.findall(r"<(?:input|select|textarea|button)[^>]*\bname=\"([^\"]+)\"", page)
    return [name for name in found if name not in ("csrfmiddlewaretoken", "language")]


def rounds(world: World, part: int) -> Iterator[tuple[str, Client, list[str], Random]]:
    for route in NAMES[part::PARTS]:
        if not route.startswith((*BY_TOKEN, "salir/")):
            address, chance = world.address(route), Random(f"{route} {connection.vendor}")  # each database is told other nonsense
            client, answer = opened(world, address)
            for _ in range(ROUNDS):
                yield address, client, fields_of(answer), chance


def wrong_with(answer: HttpResponse) -> str:
    """Return what is wrong with an answer to nonsense, '' when nothing is."""
    if answer.status_code >= 500:
        return f"fault {answer.status_code}"
    page = answer.content.decode(errors="replace") if "html" in answer.headers.get("Content-Type", "") else ""
    raw = [bad for bad in (*XSS, "49\n") if bad in page and not bad.startswith("javascript")]
    links = re.findall(rf"(?:href|src|action)=\"\s*javascript:[^\"]*{MARK}", page)
    return f"unescaped {raw}{links}" if [one for one in raw if MARK in one] or links else ""


@pytest.mark.django_db
@pytest.mark.storage
@pytest.mark.parametrize("part", TOLD)
def test_nonsense_in_addresses_and_forms_is_answered_and_shown_harmless(world: World, part: int):
    """SEC-023, SEC-059, REL-047: every name that a page reads holds nonsense."""
    faults = []
    for address, client, own, chance in rounds(world, part):
        client.raise_request_exception = False
        names = chance.sample(asked_for(), min(12, len(asked_for())))
        values = {name: chance.choice(NONSENSE) for name in [*names, *chance.sample(own, min(20, len(own)))]}
        if chance.random() < 0.7:
            values.pop("purpose", None)
        for method in ("get", "post"):
            answer = getattr(client, method)(address, values)
            if wrong := wrong_with(answer):
                faults.append((method, address, wrong, values))
    assert faults == []


# What is said on every page ---------------------------------------------------------------------------------------------


def names_around(answer: Any, name: str) -> bool:  # Any: an answer as the test client gives it
    """Tell whether a name stands in the headers of an answer, its address, its title or an address that it leads to."""
    page = answer.content.decode(errors="replace") if "html" in answer.headers.get("Content-Type", "") else ""
    led = re.findall(r"<title>.*?</title>|(?:href|action|src)=\"[^\"]*\"", page, re.S)
    request = answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    return any(name in text for text in (str(answer.headers), request, *led))


@pytest.mark.django_db
def test_every_page_has_its_headers_shows_what_was_typed_as_text_and_names_nobody_around_it(
    world: World, caplog: pytest.LogCaptureFixture
):
    """SEC-019, SEC-022, SEC-023: names, notes, places and routes hold scripts; one name was typed that is nowhere else."""
    canary, client = "Obsidiana", world.cast.client("ines")
    form = {
        "form": uuid4().hex, "people": "1", "s:FIRST_AID": "on", "state": "MX-COA", "municipality": "05025", "who-given": canary,
        "who-purpose": "medical", "note": f"nota de {canary}", "place": f"vado {canary}", "who-families": canary,
    }  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        kept = client.post("/encuentros/nuevo/", form)
        assert kept.status_code == 302
        written = client.get(kept.url)
        found = client.post("/personas/", {"name": canary, "purpose": "medical"})
        person = re.search(r"/personas/[0-9a-f-]{36}/", found.content.decode())
        assert person
        addresses = [person[0], kept.url.partition("?")[0], *(world.address(route) for route in NAMES)]
        readers = [*(world.cast.client(name) for name in ("ines", "rafael", "adriana")), Client()]
        seen = [kept, written, found, *(reader.get(address) for address in addresses for reader in readers)]
    pages = [(answer, answer.content.decode(errors="replace")) for answer in seen]
    assert [(one.request["PATH_INFO"], weak) for one, _page in pages if (weak := weak_headers(one))] == []
    assert [(one.request["PATH_INFO"], wrong) for one, _page in pages if (wrong := wrong_with(one))] == []
    assert [one.request["PATH_INFO"] for one, _page in pages if names_around(one, canary)] == []
    assert canary not in caplog.text
    assert canary not in " ".join(str(value) for row in ReadRow.objects.values_list() for value in row)
    assert sum(f"&lt;script&gt;{MARK}" in page for _one, page in pages) >= 3, "the pages that show scripts are among those walked"
    assert sum(canary in page for _one, page in pages) >= 2, "and those that show the name"


def test_the_walk_has_every_route():
    assert len(ALL) == len(NAMES) > 60
