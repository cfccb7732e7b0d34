"""Opening one record in an emergency: who, for how long, who is told, who says afterwards whether it was right."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vereda.access import door
from vereda.access.actions import glass
from vereda.access.models import BrokenGlass, ReadRow, ToldOfGlass
from vereda.access.rules.glass import GLASS_MIN, MOST_A_DAY, REVIEW_H
from vereda.access.tests.cast import Cast, text
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters.door import Line, Named
from vereda.logbook.door import block_of, kinds, record_all, this_node
from vereda.logbook.models import Place
from vereda.medical import door as medical
from vereda.people import door as people
from vereda.people.door import Identity, Person
from vereda.protection import door as protection

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"
REASON = "Está inconsciente en el vado y hace falta saber qué no darle."
JUDGED = "Hablé con quien la atendió; la llamada de las 3:10 lo confirma."
PURPOSES = {"tomas": "medical", "rafael": "rescue", "lucia": "protection_case"}


def code() -> str:
    """Return what the app shows now. The cache forgets that it was used, as half a minute later it would be another one."""
    cache.clear()
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def holder(cast: Cast, name: str) -> Client:
    """Return a browser of somebody with an app for the second factor."""
    Authenticator.objects.filter(user=cast.account(name)).delete()
    TOTP.activate(cast.account(name), SECRET)
    return cast.client(name)


def folio(of: object) -> str:
    return str(of).replace("-", "")[-6:].upper()


def form(record_class: str, of: object, **changed: str) -> dict[str, str]:
    told = {"form": fresh_token(), "what": record_class, "group": "tapachula", "folio": folio(of), "reason": REASON}
    return {**told, "code": code(), **changed}


def ask(client: Client, name: str, sent: dict[str, str]) -> Any:  # Any: an answer as the test client gives it
    return client.post("/emergencia/", {**sent, "purpose": PURPOSES.get(name, "rescue")})


@pytest.fixture
def aid(met: Any, by: Any) -> UUID:  # Any: fixtures that are functions
    """Return a record of first aid of Tapachula."""
    return hurt(met, by, datetime.now(UTC) - timedelta(seconds=1))


def hurt(met: Any, by: Any, at: datetime) -> UUID:  # Any: as above
    encounter = met(1, name="nadia", group="tapachula", at=at)
    told = medical.Told(complaints=["FRACT"], allergies="penicilina Obsidiana")
    return record_all(medical.opening_drafts(told, encounter=encounter, by=by("nadia", "tapachula"), at=at))[0].subject


@pytest.fixture
def woman(met: Any) -> UUID:  # Any: as above
    """Return a person of Tapachula who gave her name."""
    line = Line(line_id="HN-F-18p", count=1, nationality="HN", sex="F", age_band="18+")
    named = Named(line_id="HN-F-18p", identity=Identity(given="Obsidiana"), purpose="medical")
    met(1, name="nadia", group="tapachula", lines=[line], named=[named])
    found: UUID = Person.objects.get().subject
    return found


@pytest.fixture
def broken(cast: Cast, aid: UUID) -> BrokenGlass:
    assert ask(holder(cast, "tomas"), "tomas", form("K3", aid)).status_code == 302
    return BrokenGlass.objects.get()


@pytest.mark.storage
def test_a_paramedic_opens_first_aid_of_another_group_for_sixty_minutes_and_no_second_more(cast: Cast, met: Any, by: Any):
    at = datetime.now(UTC)
    with time_machine.travel(at, tick=False) as clock:
        aid, tomas = hurt(met, by, at), holder(cast, "tomas")
        assert tomas.get(f"/primeros-auxilios/{aid}/?purpose=medical").status_code == 404
        sent = ask(tomas, "tomas", form("K3", aid))
        assert sent.status_code == 302, text(sent)
        where = f"{sent['Location']}?purpose=medical"
        seen = tomas.get(where)
        assert (seen.status_code, "penicilina Obsidiana" in text(seen)) == (200, True)
        for _ in range(GLASS_MIN // 5 - 1):
            clock.shift(timedelta(minutes=5))
            assert tomas.get(where).status_code == 200
        clock.shift(timedelta(minutes=5) - timedelta(seconds=1))
        assert tomas.get(where).status_code == 200
        clock.shift(timedelta(seconds=1))
        over = tomas.get(where)
        assert (over.status_code, "Obsidiana" in text(over), "Se cerró" in text(over)) == (403, False, True)


def test_only_the_one_record_opens_and_nothing_beside_it(cast: Cast, aid: UUID):
    tomas = holder(cast, "tomas")
    assert ask(tomas, "tomas", form("K3", aid)).status_code == 302
    assert tomas.get(f"/primeros-auxilios/{aid}/?purpose=medical").status_code == 404
    for address in ("/encuentros/", "/hoy/", "/alertas/", "/personas/"):
        page = text(tomas.get(f"{address}?purpose=medical"))
        assert folio(aid) not in page
        assert "Obsidiana" not in page


@pytest.mark.parametrize(
    ("name", "record_class", "status"),
    [
        ("tomas", "K3", 302), ("tomas", "K2", 422), ("tomas", "K4", 422), ("rafael", "K2", 302), ("rafael", "K3", 422),
        ("lucia", "K2", 302), ("lucia", "K4", 302), ("lucia", "K3", 422), ("ines", "K3", 404), ("emilio", "K2", 403),
        ("graciela", "K2", 403), ("julia", "K2", 403), ("alma", "K2", 403), ("rafael", "K9", 422), ("rafael", "x", 422),
    ],
)  # fmt: skip
def test_who_holds_the_scope_asks_and_nobody_else(cast: Cast, aid: UUID, name: str, record_class: str, status: int):
    answer = ask(holder(cast, name), name, form(record_class, aid))
    assert answer.status_code == status, text(answer)[:600]
    assert BrokenGlass.objects.exists() == (status == 302)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": "Urgente"}, "por qué no puede esperar"),
        ({"folio": "XYZ"}, "seis números y letras"),
        ({"folio": ""}, "seis números y letras"),
        ({"group": "nadie"}, "Elija de qué grupo"),
        ({"group": ""}, "Elija de qué grupo"),
        ({"code": ""}, "segundo paso no es correcto"),
        ({"code": "000000"}, "segundo paso no es correcto"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast: Cast, aid: UUID, changed: dict[str, str], said: str):
    answer = ask(holder(cast, "tomas"), "tomas", form("K3", aid, **changed))
    assert answer.status_code == 422
    assert said in text(answer)
    assert changed.get("reason", REASON) in answer.content.decode()
    assert not BrokenGlass.objects.exists()


def test_a_code_counts_once_and_a_session_that_was_opened_with_one_is_not_enough(cast: Cast, aid: UUID):
    tomas, sent = holder(cast, "tomas"), form("K3", aid)
    assert ask(tomas, "tomas", sent).status_code == 302
    again = ask(tomas, "tomas", {**sent, "form": fresh_token()})
    assert (again.status_code, "ya se usó" in text(again)) == (422, True)
    assert BrokenGlass.objects.count() == 1


def test_wrong_codes_make_one_wait_and_the_right_one_is_not_looked_at(cast: Cast, aid: UUID):
    tomas = holder(cast, "tomas")
    wrong = form("K3", aid, code="000000")
    answers = [ask(tomas, "tomas", {**wrong, "form": fresh_token()}).status_code for _ in range(8)]
    assert (answers[0], answers[-1]) == (422, 429)
    right = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    assert ask(tomas, "tomas", {**wrong, "code": right, "form": fresh_token()}).status_code == 429
    assert not BrokenGlass.objects.exists()


def test_a_form_that_is_sent_twice_is_one_asking(cast: Cast, aid: UUID):
    tomas, sent = holder(cast, "tomas"), form("K3", aid)
    assert len({ask(tomas, "tomas", sent)["Location"] for _ in range(2)}) == 1
    assert BrokenGlass.objects.count() == 1


def test_so_many_a_day_and_not_one_more(cast: Cast, aid: UUID):
    tomas = holder(cast, "tomas")
    answers = [ask(tomas, "tomas", form("K3", aid)).status_code for _ in range(MOST_A_DAY + 1)]
    assert answers == [302] * MOST_A_DAY + [422]


def test_what_opens_by_no_folio_says_so_and_stands_all_the_same(cast: Cast):
    tomas = holder(cast, "tomas")
    answer = tomas.get(ask(tomas, "tomas", form("K3", uuid4()))["Location"] + "?purpose=medical")
    assert (answer.status_code, "no se abre nada" in text(answer)) == (404, True)
    assert BrokenGlass.objects.get().record is None


def test_a_record_of_another_group_than_the_one_named_does_not_open(cast: Cast, aid: UUID):
    tomas = holder(cast, "tomas")
    sent = ask(tomas, "tomas", form("K3", aid, group="piedras-negras"))
    assert tomas.get(f"{sent['Location']}?purpose=medical").status_code == 404


def test_who_asked_alone_sees_it(cast: Cast, broken: BrokenGlass):
    for name in ("rafael", "ines", "nadia", "graciela", "emilio", "lucia"):
        for given in ("", "?purpose=rescue", "?purpose=protection_case"):
            answer = cast.client(name).get(f"/emergencia/{broken.subject}/{given}")
            assert answer.status_code in (400, 403, 404), name
            assert "Obsidiana" not in text(answer)


def test_a_coordinator_opens_who_a_person_of_another_group_is_and_each_look_is_a_row(cast: Cast, woman: UUID):
    rafael = holder(cast, "rafael")
    assert rafael.get(f"/personas/{woman}/?purpose=rescue").status_code == 404
    sent = ask(rafael, "rafael", form("K2", woman))
    for _ in range(2):
        assert "Obsidiana" in text(rafael.get(sent["Location"]))
    rows = ReadRow.objects.filter(account=str(cast.account("rafael").pk)).values_list("action", "record_class", "subject")
    assert [one for one in rows if one[2] == str(woman)] == [("read", "K2", str(woman))] * 2
    assert [one for one in rows if one[0] == "glass_broken"] == [("glass_broken", "K2", str(BrokenGlass.objects.get().subject))]


def test_a_case_worker_opens_a_path_of_children_and_a_case_of_another_group(cast: Cast, met: Any, by: Any):
    lines = [Line(line_id="HN-U-017", count=1, nationality="HN", sex="U", age_band="0-17")]
    encounter = met(1, name="nadia", group="tapachula", lines=lines, unaccompanied_minors=1)
    at, author = datetime.now(UTC), by("nadia", "tapachula")
    path = protection.open_path(encounter=encounter, by=author, at=at).subject
    protection.say_wishes("Quiere ir con su tía Obsidiana", path=path, by=author, at=at)
    asked = protection.AskedFor(words="La esperan afuera: Turquesa")
    case = protection.case_actions.ask(asked, encounter=encounter, by=author, at=at).subject
    lucia = holder(cast, "lucia")
    for of, words in ((path, "tía Obsidiana"), (case, "Turquesa")):
        sent = ask(lucia, "lucia", form("K4", of, folio=f"P-{folio(of)}"))
        assert words in text(lucia.get(f"{sent['Location']}?purpose=protection_case"))


def test_what_is_not_there_is_answered_told_and_written_like_what_is(cast: Cast, aid: UUID):
    """SEC-009: the answer, its headers, the number of questions, the entries, and what every supervisor reads."""
    tomas, nothing, answers, asked = holder(cast, "tomas"), uuid4(), {}, {}
    ask(tomas, "tomas", form("K3", uuid4()))  # the first one warms what is kept in memory
    for of in (aid, nothing):
        sent = form("K3", of)
        with CaptureQueriesContext(connection) as counted:
            answers[of] = ask(tomas, "tomas", sent)
        asked[of] = len(counted)
    rows = {of: BrokenGlass.objects.get(folio=folio(of)) for of in (aid, nothing)}
    assert (rows[aid].record, rows[nothing].record) == (aid, None)
    assert (answers[aid].status_code, answers[aid].content) == (answers[nothing].status_code, answers[nothing].content)
    assert set(answers[aid].headers) == set(answers[nothing].headers)
    assert asked[aid] == asked[nothing]
    for name in ("rafael", "graciela", "adriana"):
        pages = [cast.client(name).get(f"/emergencias/{rows[of].subject}/") for of in (aid, nothing)]
        assert [page.status_code for page in pages] == [200, 200]
        assert plain(pages[0], aid, rows[aid]) == plain(pages[1], nothing, rows[nothing])
    assert [written(rows[of]) for of in (aid, nothing)] == [written(rows[aid])] * 2


def plain(page: HttpResponse, of: object, row: BrokenGlass) -> str:
    said = text(page).replace(folio(of), "FOLIO").replace(str(row.subject), "ID")
    return re.sub(r"\d{1,2}:\d{2}", "HH:MM", said)


def written(row: BrokenGlass) -> int:
    """Return how many entries the block of an asking holds."""
    return Place.objects.filter(block=block_of(row.asked)).count()


def test_both_coordinations_headquarters_and_data_protection_are_told_at_once(cast: Cast, broken: BrokenGlass):
    assert set(ToldOfGlass.objects.values_list("to", flat=True)) == {"piedras-negras", "tapachula"}
    assert "Apertura de emergencia sin revisar" in text(cast.client("rafael").get("/hoy/"))
    assert "1 apertura de emergencia sin revisar" in text(cast.client("graciela").get("/central/"))
    for name in ("rafael", "graciela", "adriana"):
        page = cast.client(name).get("/emergencias/")
        assert (page.status_code, broken.folio in text(page)) == (200, True), name
        assert REASON in text(cast.client(name).get(f"/emergencias/{broken.subject}/"))


def test_the_coordination_of_the_group_whose_record_it_is_reads_it_too(cast: Cast, broken: BrokenGlass):
    reader = cast.reader("rafael", "quality_audit", group="tapachula")
    assert [row.subject for row in door.glasses("mx", reader.group)] == [broken.subject]
    assert [row.glass for row in door.told_of_glass("mx", "tapachula", datetime.now(UTC))] == [broken.subject]
    assert door.told_of_glass("mx", "reynosa", datetime.now(UTC)) == []


def test_agents_of_both_posts_are_told_nothing(cast: Cast, broken: BrokenGlass):
    for name in ("ines", "nadia", "tomas"):
        page = text(cast.client(name).get("/hoy/?purpose=assist"))
        assert broken.folio not in page
        assert "sin revisar" not in page
        assert cast.client(name).get("/emergencias/").status_code == 403


def test_nothing_takes_it_back_and_no_phone_or_post_writes_it():
    ours = [kind for kind in kinds() if kind.subject_kind in ("broken_glass", "glass_told")]
    assert {kind.kind for kind in ours} == {"access.glass_broken", "access.glass_reviewed", "access.glass_told"}
    assert not any(kind.from_devices or kind.from_posts for kind in ours)


def test_a_stolen_post_opens_nothing_and_reviews_nothing(cast: Cast, broken: BrokenGlass, monkeypatch: pytest.MonkeyPatch):
    here = replace(this_node(), role="post", group="piedras-negras")
    monkeypatch.setattr(glass, "this_node", lambda: here)
    sent = ask(holder(cast, "tomas"), "tomas", form("K3", uuid4()))
    assert (sent.status_code, "dirección de la central" in text(sent)) == (422, True)
    review = cast.client("rafael").post(f"/emergencias/{broken.subject}/", {"justified": "yes", "words": JUDGED})
    assert (review.status_code, "dirección de la central" in text(review)) == (422, True)
    assert BrokenGlass.objects.get().reviewed_at is None


@pytest.mark.storage
@pytest.mark.parametrize("justified", ["yes", "no"])
def test_another_person_reviews_it_in_words_once(cast: Cast, broken: BrokenGlass, justified: str):
    rafael, where = cast.client("rafael"), f"/emergencias/{broken.subject}/"
    assert rafael.post(where, {"justified": justified, "words": JUDGED}).status_code == 302
    row = BrokenGlass.objects.get()
    assert (row.justified, row.reviewed_by) == (justified == "yes", str(cast.account("rafael").pk))
    page = text(rafael.get(where))
    assert JUDGED in page
    assert ("No justificada" in page) == (justified == "no")
    again = cast.client("graciela").post(where, {"justified": "yes", "words": JUDGED})
    assert (again.status_code, "Ya lo revisó" in text(again)) == (422, True)
    assert "Apertura de emergencia sin revisar" not in text(rafael.get("/hoy/"))


@pytest.mark.parametrize("sent", [{}, {"justified": "yes"}, {"justified": "yes", "words": "bien"}, {"words": JUDGED}])
def test_a_review_without_a_word_is_none(cast: Cast, broken: BrokenGlass, sent: dict[str, str]):
    assert cast.client("rafael").post(f"/emergencias/{broken.subject}/", sent).status_code == 422
    assert BrokenGlass.objects.get().reviewed_at is None


def test_nobody_reviews_the_own(cast: Cast, woman: UUID):
    rafael = holder(cast, "rafael")
    assert ask(rafael, "rafael", form("K2", woman)).status_code == 302
    where = f"/emergencias/{BrokenGlass.objects.get().subject}/"
    assert "lo revisa otra persona" in text(rafael.get(where))
    assert rafael.post(where, {"justified": "yes", "words": JUDGED}).status_code == 422
    assert BrokenGlass.objects.get().reviewed_at is None
    assert cast.client("graciela").post(where, {"justified": "no", "words": JUDGED}).status_code == 302


def test_who_reviews_nothing_gets_one_answer_whether_it_is_there_or_not(cast: Cast, broken: BrokenGlass):
    for name in ("ines", "nadia", "tomas", "emilio", "julia", "alma"):
        answers = {cast.client(name).get(f"/emergencias/{of}/").status_code for of in (broken.subject, uuid4())}
        assert answers == {403}, name


def test_after_three_days_it_is_loud(cast: Cast, met: Any, by: Any):
    at = datetime.now(UTC)
    with time_machine.travel(at, tick=False) as clock:
        ask(holder(cast, "tomas"), "tomas", form("K3", hurt(met, by, at)))
        assert "SIN REVISAR, MÁS DE" not in text(cast.client("graciela").get("/emergencias/"))
        clock.shift(timedelta(hours=REVIEW_H))
        assert "SIN REVISAR, MÁS DE 72 HORAS" in text(cast.client("graciela").get("/emergencias/"))


def test_the_words_go_with_the_person_they_may_tell_of_and_the_opening_stays(cast: Cast, woman: UUID, by: Any):
    ask(holder(cast, "rafael"), "rafael", form("K2", woman))
    row = BrokenGlass.objects.get()
    assert door.words_of(row.asked, row.subject) == REASON
    people.ask_erasure(woman, by=by("nadia", "tapachula"), at=datetime.now(UTC))
    people.approve_erasure(woman, by=by("ines", "tapachula"), at=datetime.now(UTC))
    assert door.words_of(row.asked, row.subject) == ""
    assert BrokenGlass.objects.get().folio == folio(woman)
