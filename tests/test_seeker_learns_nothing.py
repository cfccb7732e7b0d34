"""Nobody who seeks learns where a person is, nor that they were found, before that person's yes: attacked over every route.

SEC-048; issue 7, done when 6. Two worlds that differ in one thing, whose person was found, answer alike to everybody but the
coordination of the group: each route with each id of the file, search, sort, counts, board, hand-over, receipt, texts, logs and
errors. Where it can be told apart it fails, and shows what to mend. That the comparison can fail is proved beside it.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zlib import crc32

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.test_routes import ALL
from vereda.access.tests.cast import Cast
from vereda.encounters.door import Line, Meeting, Named, PlaceKind, Service, Where, record_meeting
from vereda.logbook.door import facts_of_month
from vereda.people import door as people
from vereda.people.door import Identity, Person
from vereda.tracing import door as tracing
from vereda.tracing.door import LocatedBy, LookedWith, MissingFile, Verdict, Wish
from vereda.tracing.tests.test_reports import BY, NADIA, NOW, seeking, sought

pytestmark = pytest.mark.django_db
STRANGERS = (
    "nadia",
    "octavio",
    "julia",
    "graciela",
    "alma",
    "bruno",
    "adriana",
    "sergio",
    "rosa",
    "gabriel",
    "tomas",
    "lucia",
    "marta",
)
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
RANDOM = (
    r'name="csrfmiddlewaretoken" value="[^"]*"', r'name="(form|token|seen)" value="[^"]*"', r'nonce="[^"]*"', r"'nonce-[^']*'",
    r'"(csrf|token)": "[^"]*"', r'data-token="[^"]*"', r'"challenge": "[^"]*"',
)  # fmt: skip
IS_WHOLE = os.environ.get("VEREDA_TEST_HIDDEN") == "whole"
"""`make drill-hidden`: everybody walks everything; else the public and who took the request a half, others a part of theirs."""
WALKED = range(4) if IS_WHOLE else (0, 2)  # quarters
OWN = 8
SLOW = ("drill", "terreno")
NEAR = (
    "extraviadas", "personas", "solicitudes", "encuentros", "alertas", "misiones", "hoy", "turno", "boletin", "partes",
    "lecturas", "diferencias", "central", "puesto", "mapa", "permisos", "referencias", "mensajes", "fallecidas", "proteccion",
    "emergencias",
)  # fmt: skip
"""Rooms in which something of a person could stand, for the many who are walked through these alone."""
OF_PERSONS = ("extraviadas", "personas", "solicitudes", "encuentros", "referencias", "permisos")
"""Rooms whose routes are tried with every id that there is: of files, persons and meetings; all others with that of the file."""
EVERYWHERE = ("nadia", "julia", "graciela")
FILLED = {
    "group": "piedras-negras", "iso": "mx", "country": "mx", "lang": "spa", "language": "spa", "form": "csv", "code": "asylum",
    "name": "x", "z": "8", "x": "0", "y": "0", "pk": "1", "year": "2026", "month": "11", "day": "2026-11-20",
}  # fmt: skip
CANARIES = ("Xóchitl", "Turquesa", "islote del mezquite", "28.72", "Obsidiana", "5550101")
"""What of the person found and of who seeks may stand in no log."""


@dataclass(frozen=True)
class Scene:
    """Two files of two reports, both traced and weighed; an encounter that holds a person by the name of the first."""

    cast: Cast
    one: MissingFile
    two: MissingFile
    met: UUID
    person: UUID

    @property
    def ids(self) -> tuple[UUID, ...]:
        return self.one.subject, self.one.report, self.one.person, self.met, self.person


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def scene(clock: time_machine.Traveller, cast: Cast) -> Scene:
    clock.move_to(NOW - timedelta(days=3))
    two = [
        tracing.open_report(seeking(), sought(last_contact_at=None), by=BY, at=NOW - timedelta(days=3)).subject for _ in range(2)
    ]
    for file in two:
        tracing.review(file=file, looked=[LookedWith.OWN_RECORDS], next_on=NOW.date(), by=BY, at=NOW - timedelta(days=2))
        tracing.check_risk(file=file, signs=[], verdict=Verdict.MAY_TELL, by=BY, at=NOW - timedelta(days=2))
    clock.move_to(NOW)
    met = record_meeting(
        Meeting(
            people_met=3,
            lines=[Line(line_id="HN-F-18-29", count=3, nationality="HN", sex="F", age_band="18-29")],
            services=[Service(service="WATER")],
            where=Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.53, accuracy_m=8, place="islote del mezquite"),
            named=[Named(line_id="HN-F-18-29", identity=Identity(given="Xóchitl", families=["Turquesa"]), purpose="assist")],
        ),
        by=BY,
        at=NOW,
    ).subject
    rows = [MissingFile.objects.get(subject=file) for file in two]
    person = Person.objects.exclude(subject__in=[row.person for row in rows]).get()
    return Scene(cast, rows[0], rows[1], met, person.subject)


def in_world[T](change: Callable[[], object], look: Callable[[], T]) -> T:
    """Return what is seen after a change that is then undone."""
    try:
        with transaction.atomic():
            change()
            seen = look()
            raise Undone
    except Undone:
        return seen


class Undone(Exception):
    """The world is put back."""


def finding(scene: Scene, file: MissingFile, way: LocatedBy, wish: Wish | None) -> Callable[[], object]:
    """Return the act by which a person is found, and answers."""

    def act() -> None:
        encounter = scene.met if way is LocatedBy.ENCOUNTER else None
        tracing.locate(file=file.subject, by_way=way, encounter=encounter, by=BY, at=NOW)
        if wish:
            tracing.say_wish(file=file.subject, wish=wish, by=BY, at=NOW)

    return act


def addresses(ids: tuple[UUID, ...], rooms: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every route, or those of some rooms, with each of the ids wherever it takes one."""
    for route, _pattern in ALL:
        if any(slow in route for slow in SLOW) or (rooms and route.partition("/")[0] not in rooms):
            continue
        room = route.partition("/")[0]
        for one in ids if room in OF_PERSONS and "<" in route else ids[:1]:
            yield "/" + PART.sub(lambda found, one=one: str(one) if found[1] == "uuid" else FILLED.get(found[2], str(one)), route)


def plain(answer: HttpResponse) -> tuple[int, str, str]:
    """Return what an answer says, without what is drawn by lot."""
    if answer.streaming:
        body = b"".join(answer.streaming_content).decode(errors="replace")  # type: ignore[arg-type]  # the test client's iterator
    else:
        body = answer.content.decode(errors="replace")
    for pattern in RANDOM:
        body = re.sub(pattern, "", body)
    return answer.status_code, answer.headers.get("Location", ""), body


def swept(
    client: Client, ids: tuple[UUID, ...], rooms: tuple[str, ...] = (), part: int | None = None, of: int = OWN
) -> dict[str, object]:
    """Return by address what somebody is told. part: of so many of the walk, which is long; None: all of it."""
    client.raise_request_exception = False
    walk = [address for n, address in enumerate(addresses(ids, rooms)) if part is None or n % of == part]
    return {address: plain(client.get(address)) for address in walk}


def own_part(name: str) -> int | None:
    return None if IS_WHOLE else crc32(name.encode()) % OWN


def client_of(scene: Scene, name: str) -> Client:
    return scene.cast.client(name) if name else Client()


def differing(first: dict[str, object], second: dict[str, object]) -> list[str]:
    """Return the addresses that answer otherwise, each with what differs."""
    return [
        f"{address}: {where_apart(str(said), str(second[address]))}" for address, said in first.items() if said != second[address]
    ]


def assert_alike(first: dict[str, object], second: dict[str, object]) -> None:
    apart = differing(first, second)
    assert not apart, "\n".join(apart)


def where_apart(one: str, two: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return f"{one[max(0, at - 80) : at + 120]!r} / {two[at : at + 120]!r}"


def both_worlds[T](scene: Scene, way: LocatedBy, wish: Wish | None, look: Callable[[], T]) -> tuple[T, T]:
    """Return what is seen where the person of the first file was found, and where it was somebody else."""
    return tuple(in_world(finding(scene, file, way, wish), look) for file in (scene.one, scene.two))  # type: ignore[return-value]


WAYS = [(LocatedBy.SPOKE, None), (LocatedBy.ENCOUNTER, Wish.NO)]


@pytest.mark.parametrize("name", ["", "ines"], ids=["public", "who took the request"])
@pytest.mark.parametrize("part", WALKED)
def test_every_route_with_every_id_says_the_same(scene: Scene, name: str, part: int):
    def look() -> dict[str, object]:
        return swept(client_of(scene, name), scene.ids, part=part, of=4)

    found, not_found = both_worlds(scene, LocatedBy.ENCOUNTER, Wish.NO, look)
    assert len(found) > 100
    assert_alike(found, not_found)


@pytest.mark.parametrize("name", STRANGERS)
def test_other_groups_offices_and_roles_are_told_the_same(scene: Scene, name: str):
    rooms = () if name in EVERYWHERE else NEAR

    def look() -> dict[str, object]:
        return swept(client_of(scene, name), scene.ids[:1], rooms, own_part(name))

    found, not_found = both_worlds(scene, LocatedBy.SPOKE, Wish.LATER, look)
    assert len(found) > (50 if IS_WHOLE else 6)
    assert_alike(found, not_found)


def test_the_comparison_can_fail(scene: Scene):
    """The coordination sees it before, and after the yes everybody of the post does."""
    found, not_found = both_worlds(scene, LocatedBy.SPOKE, None, lambda: file_pages(scene, "rafael"))
    assert differing(found, not_found)
    found, not_found = both_worlds(scene, LocatedBy.SPOKE, Wish.ALIVE_ONLY, lambda: file_pages(scene, "ines"))
    assert differing(found, not_found)


def file_pages(scene: Scene, name: str) -> dict[str, object]:
    client = client_of(scene, name)
    paths = [
        f"/extraviadas/{scene.one.subject}/{rest}" for rest in ("", "comprobante/", "datos/", "pista/", "encontrada/", "otra/")
    ]
    return {path: plain(client.get(path)) for path in [*paths, "/extraviadas/", "/extraviadas/?month=2026-11", "/turno/entrega/"]}


@pytest.mark.parametrize("wish", [None, Wish.NO, Wish.LATER])
def test_found_by_nobody_and_found_without_a_yes_look_alike_on_the_pages_of_the_file(scene: Scene, wish: Wish | None):
    nobody = in_world(lambda: None, lambda: file_pages(scene, "ines"))
    found = in_world(finding(scene, scene.one, LocatedBy.SPOKE, wish), lambda: file_pages(scene, "ines"))
    assert_alike(found, nobody)


@pytest.mark.parametrize("reason", ["forensic", "located", "mistake"])
def test_of_a_file_that_was_closed_nobody_else_knows_why(scene: Scene, reason: str):
    """Found, dead or never missing: for who may not know it, it was closed, and why is for the coordination."""

    def close() -> None:
        if reason == "forensic":
            tracing.pass_to_forensics(file=scene.one.subject, to="fgr", number="FGR-7", by=BY, at=NOW)
            return
        if reason == "located":
            tracing.locate(file=scene.one.subject, by_way=LocatedBy.SPOKE, by=BY, at=NOW)
        tracing.close_file(file=scene.one.subject, reason=tracing.CloseReason(reason), by=BY, at=NOW)

    def withdraw() -> None:
        tracing.withdraw_report(report=scene.one.report, by=BY, at=NOW)

    closed, withdrawn = (in_world(act, lambda: file_pages(scene, "ines")) for act in (close, withdraw))
    assert_alike(closed, withdrawn)


SEARCHES = [
    ("/extraviadas/", {"asked": "turquesa"}), ("/extraviadas/", {"asked": "FOLIO"}), ("/personas/", {"name": "turquesa"}),
    ("/personas/", {"asked": "turquesa"}),
]  # fmt: skip
ACTS = {
    "encontrada/": [{"how": "spoke"}, {"how": "spoke", "when": "2027-01-01T10:00"}, {"how": "nonsense"}, {"how": "encounter"}],
    "revision/": [{"looked:own_records": "on", "next_on": "2026-12-01"}, {}],
    "pista/": [{"text": "la vieron"}, {"text": ""}],
    "alerta/": [{}],
    "datos/": [{"given": "Otra"}],
    "otra/": [{"given": "Memo"}],
    "permite/": [{"wish": "yes"}],
    "riesgo/": [{"verdict": "may_tell"}],
    "avisar/": [{"what": "alive"}],
    "no-era/": [{}],
    "cerrar/": [{"reason": "located"}],
    "reabrir/": [{}],
    "retirar/": [{}],
    "unir/": [{"into": "00000000-0000-0000-0000-000000000007"}],
    "separar/": [{}],
    "forense/": [{"to": "fgr", "number": "1"}],
    "encargar/": [{"account": "x", "on": "1"}],
}
"""What somebody may try out on a file: an answer that differs tells."""


@pytest.mark.parametrize("name", ["ines", "nadia", "graciela", ""])
@pytest.mark.parametrize(("way", "wish"), WAYS)
def test_searches_and_what_is_tried_out_are_answered_the_same(scene: Scene, name: str, way: LocatedBy, wish: Wish | None):
    def look() -> dict[str, object]:
        said: dict[str, object] = {}
        for path, sent in SEARCHES:
            asked = {field: scene.one.folio if value == "FOLIO" else value for field, value in sent.items()}
            said[f"{path} {asked}"] = plain(client_of(scene, name).post(path, asked))
        for rest, tries in ACTS.items():
            for n, sent in enumerate(tries):
                path = f"/extraviadas/{scene.one.subject}/{rest}"
                said[f"{path} {n}"] = in_world(lambda: None, lambda path=path, sent=sent: tried(scene, name, path, sent))
        return said

    found, not_found = both_worlds(scene, way, wish, look)
    assert_alike(found, not_found)


def tried(scene: Scene, name: str, path: str, sent: dict[str, str]) -> object:
    """Return the answer to an act, and what the page says after it; ids that are made anew are left out."""
    client = client_of(scene, name)
    client.raise_request_exception = False
    answers = [plain(client.post(path, sent)), plain(client.get(f"/extraviadas/{scene.one.subject}/"))]
    return [(status, fresh(where), fresh(body)) for status, where, body in answers]


def fresh(said: str) -> str:
    """Return what was said without ids and folios that are made anew each time."""
    without = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", said)
    return re.sub(r"\b[0-9A-F]{4,8}\b", "F", without)


def test_no_notice_text_file_or_count_tells(scene: Scene):
    """Board, hand-over, wall, texts that wait, and the rows from which everything is counted."""
    from vereda.desk.labels import Labels
    from vereda.desk.rooms import missing_notices
    from vereda.desk.rooms.noticed import Asked
    from vereda.messages.models import OutText

    def look() -> list[object]:
        asked = Asked("mx", "piedras-negras", NOW, Labels("mx"))
        rows = [row for row in facts_of_month("mx", NOW.date().replace(day=1)) if "LOCATED" in row.categories]
        counted = sorted((row.row, row.local_on, row.group, row.state, row.people) for row in rows)
        texts = list(OutText.objects.values_list("id", flat=True))
        return [list(missing_notices.notices(asked)), list(missing_notices.parts(asked)), counted, texts]

    found, not_found = both_worlds(scene, LocatedBy.SPOKE, Wish.NO, look)
    assert found == not_found
    assert found[2], "it is counted, of whomever"


def test_nothing_of_them_stands_in_a_log_or_an_error(
    scene: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    caplog.set_level(logging.DEBUG)
    finding(scene, scene.one, LocatedBy.ENCOUNTER, Wish.NO)()
    for name in ("", "ines", "rafael", "nadia"):
        file_pages(scene, name)
        client = client_of(scene, name)
        client.post("/extraviadas/", {"asked": "Xóchitl Turquesa"})
    client, _ = client_of(scene, "ines"), monkeypatch.setattr("vereda.desk.web.missing.shown", broken)
    client.raise_request_exception = False
    answer = client.get(f"/extraviadas/{scene.one.subject}/")
    assert answer.status_code == 500
    for canary in (*CANARIES, str(scene.met), str(scene.person)):
        assert canary not in answer.content.decode()
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    for canary in CANARIES:
        assert not any(canary in line for line in said), canary


def broken(*rest: object) -> HttpResponse:
    raise RuntimeError("Xóchitl".encode().hex())


class TestKnownToAnotherGroup:
    """The person is known to another group and said yes to being compared: the group of the seeker is told nothing of it."""

    @pytest.fixture
    def worlds(self, scene: Scene) -> Callable[[Callable[[], dict[str, object]]], list[dict[str, object]]]:
        def look_at(look: Callable[[], dict[str, object]]) -> list[dict[str, object]]:
            names = (("Xóchitl", "Turquesa"), ("Pedro", "Paz"))
            return [in_world(lambda name=name: known_elsewhere(*name), look) for name in names]

        return look_at

    @pytest.mark.parametrize("name", ["", "ines", "rafael", "graciela", "octavio", "julia"])
    def test_no_route_tells(self, scene: Scene, worlds, name: str):
        rooms = () if name == "rafael" else NEAR
        there, absent = worlds(lambda: swept(client_of(scene, name), scene.ids[:1], rooms, own_part(name)))
        assert_alike(there, absent)

    def test_who_was_given_the_file_sees_a_candidate_and_no_place(self, scene: Scene, worlds):
        marta = str(scene.cast.account("marta").pk)
        tracing.assign(file=scene.one.subject, account=marta, is_on=True, by=BY, at=NOW)
        path = f"/extraviadas/{scene.one.subject}/parecidas/"
        there, absent = worlds(lambda: {path: plain(client_of(scene, "marta").get(path))})
        assert len(differing(there, absent)) == 1, "else this would compare nothing"
        for place in ("Tapachula", "Chiapas", "Suchiate", "14.67"):
            assert place not in str(there[path])


def known_elsewhere(given: str, family: str) -> None:
    where = Where(kind=PlaceKind.POINT, lat=14.67, lon=-92.15, accuracy_m=8, place="paso del coyote")
    told = Meeting(
        people_met=1,
        lines=[Line(line_id="HN-F-18-29", count=1, nationality="HN", sex="F", age_band="18-29")],
        services=[Service(service="WATER")],
        where=where,
        named=[Named(line_id="HN-F-18-29", identity=Identity(given=given, families=[family]), purpose="assist")],
    )
    record_meeting(told, by=NADIA, at=NOW)
    person = Person.objects.get(group=NADIA.group)
    people.note_consent(by=NADIA, at=NOW, now=NOW, language="spa", person=person.subject, given=[people.ConsentFor.TRACE])
