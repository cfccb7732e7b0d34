"""Posibles coincidencias: who sees two records side by side, what a key saves, what is undone, and what nobody else learns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from vereda.access.tests.cast import text
from vereda.people.tests.test_pairs import NOW, SAME, Office, clock, office
from vereda.people.words import LinkSays, UndoneFor

__all__ = ["clock", "office"]
pytestmark = pytest.mark.django_db
NAMES = ("Xóchitl", "Xochil", "Rosalba")


@pytest.fixture
def queue(office: Office) -> tuple[Office, list[UUID]]:
    """Two records of two groups that may be one person, and a third."""
    persons = [
        office.person("Xóchitl", birth_year_from=1990, birth_year_to=1990, telephone="+504 9911 2233"),
        office.person("Xochil", "nadia", birth_year_from=1991, birth_year_to=1992, telephone="99112233"),
        office.person("Rosalba", "nadia", birth_year_from=1960, birth_year_to=1960),
    ]
    office.hold((persons[0], persons[1], 3.0, False), (persons[0], persons[2], -1.0, False))
    return office, persons


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found
    return found[1]


def answer(office: Office, html: str, says: LinkSays, **headers: str) -> Any:  # Any: an answer of the test client
    address = re.search(r'action="([^"]*/contestar/)"', html)
    assert address
    told = {"says": says.value, **{name: field(html, name) for name in ("known", "entry", "because")}}
    return office.cast.client("gabriel", **headers).post(address[1], told)


def test_two_records_stand_side_by_side_with_a_word_and_a_shape_a_field(queue):
    office, _persons = queue
    page = office.cast.client("gabriel").get("/coincidencias/")
    said = text(page)
    assert "Esperan 2 pares" in said
    for word in ("Xóchitl", "Xochil", "Parecido", "Igual", "Apellidos", "1991 a 1992", "Grupo"):
        assert word in said
    html = page.content.decode()
    assert html.count('class="pair-row ') == html.count('class="pair-mark"><svg')


def test_each_record_that_is_shown_is_a_row_in_the_log_of_reads_and_a_list_is_one(queue):
    from vereda.access.models import ReadRow

    office, persons = queue
    office.cast.client("gabriel").get("/coincidencias/")
    rows = list(ReadRow.objects.filter(record_class="K2", action="read").values_list("subject", "purpose").order_by("seq"))
    assert rows == [("", "quality_audit"), (str(persons[0]), "quality_audit"), (str(persons[1]), "quality_audit")]


def test_the_next_pair_comes_before_it_is_needed_and_none_is_an_answer_without_words(queue):
    from vereda.people.door import links

    office, persons = queue
    client = office.cast.client("gabriel")
    first, second = (links.subject_of(persons[0], other) for other in persons[1:])
    assert "Rosalba" in text(client.get(f"/coincidencias/siguiente/?sin={first}"))
    assert client.get(f"/coincidencias/siguiente/?sin={first},{second}").status_code == 204
    assert client.get("/coincidencias/siguiente/?sin=nada,,%00").status_code == 200


@pytest.mark.parametrize("says", list(LinkSays))
def test_an_answer_is_saved_by_one_key_and_by_a_form(queue, says):
    from vereda.people.door import links

    office, persons = queue
    html = office.cast.client("gabriel").get("/coincidencias/").content.decode()
    done = answer(office, html, says, Accept="application/json")
    assert done.status_code == 200
    row = links.link(persons[0], persons[1])
    assert row.says == says.value
    assert "given:near" in row.words[0][5]
    page = office.cast.client("gabriel").get("/coincidencias/")
    assert "Rosalba" in text(page), "the next one is there"
    assert answer(office, page.content.decode(), says).status_code == 302


def test_two_reviewers_at_once_do_not_write_over_each_other(queue):
    from vereda.people.door import links

    office, persons = queue
    html = office.cast.client("gabriel").get("/coincidencias/").content.decode()
    office.decide(persons[0], persons[1], LinkSays.DIFFERENT, by="adriana")
    done = answer(office, html, SAME, Accept="application/json")
    assert done.status_code == 409
    assert "Otra persona contestó" in done.json()["said"]
    assert links.link(persons[0], persons[1]).says == "different"
    again = office.cast.client("gabriel").get(f"/coincidencias/{persons[0]}/{persons[1]}/?parte=1")
    assert "Son dos personas" in text(again)
    assert answer(office, again.content.decode(), SAME, Accept="application/json").status_code == 200
    assert links.link(persons[0], persons[1]).says == "same"


def test_the_last_answer_is_taken_back_by_one_key_and_twice_is_told(queue):
    from vereda.people.door import links

    office, persons = queue
    html = office.cast.client("gabriel").get("/coincidencias/").content.decode()
    saved = answer(office, html, SAME, Accept="application/json").json()
    client = office.cast.client("gabriel", Accept="application/json")
    address = f"/coincidencias/{saved['link']}/deshacer/"
    assert client.post(address, {"entries": saved["entry"]}).status_code == 200
    assert links.link(persons[0], persons[1]).says == ""
    twice = client.post(address, {"entries": saved["entry"]})
    assert twice.status_code == 409
    assert "ya se había deshecho" in twice.json()["said"]


def test_an_answer_that_is_sent_twice_is_one_and_the_id_of_another_entry_makes_none(queue):
    from vereda.logbook.models import LogEntry
    from vereda.people.door import links

    office, persons = queue
    html = office.cast.client("gabriel").get("/coincidencias/").content.decode()
    for _twice in range(2):
        assert answer(office, html, SAME, Accept="application/json").status_code == 200
    assert len(links.link(persons[0], persons[1]).words) == 1
    taken = LogEntry.objects.exclude(kind="people.link_decided").first()
    other = office.cast.client("gabriel").get("/coincidencias/").content.decode()
    for token in (taken.id, field(html, "entry"), "nada"):  # somebody else's entry, the form of another pair, no id
        told = {"says": "unsure", "known": "", "entry": token, "because": ""}
        address = re.search(r'action="([^"]*/contestar/)"', other)[1]
        assert office.cast.client("gabriel").post(address, told).status_code == 302
    assert [word[1] for word in links.link(persons[0], persons[2]).words] == ["unsure"]


def test_reasons_that_no_page_of_ours_sends_are_cut_to_one_a_trait(queue):
    from vereda.people.door import Agreement, Trait, links

    office, persons = queue
    every = ",".join(f"{trait.value}:{how.value}" for trait in Trait for how in Agreement)
    client = office.cast.client("gabriel")
    address = f"/coincidencias/{persons[0]}/{persons[1]}/contestar/"
    assert client.post(address, {"says": "same", "because": f"{every},madre:same,{'x' * 9000}"}).status_code == 302
    assert len(links.link(persons[0], persons[1]).words[0][5]) == len(Trait)


def test_of_a_record_that_is_erased_while_it_is_looked_at_nothing_is_saved_and_the_next_pair_comes(queue):
    from vereda.people.door import approve_erasure, ask_erasure, links

    office, persons = queue
    client = office.cast.client("gabriel", Accept="application/json")
    html = office.cast.client("gabriel").get("/coincidencias/").content.decode()
    ask_erasure(persons[1], by=office.by("nadia"), at=NOW)
    approve_erasure(persons[1], by=office.by("adriana"), at=NOW)
    assert answer(office, html, SAME, Accept="application/json").status_code == 404
    assert links.link(persons[0], persons[1]) is None
    assert client.get(f"/coincidencias/{persons[0]}/{persons[1]}/?parte=1").status_code == 404
    said = text(office.cast.client("gabriel").get("/coincidencias/"))
    assert "Rosalba" in said
    assert "Xochil " not in said
    assert "Espera 1 par" in said


def test_the_reviewer_sees_no_day_and_no_place_of_anybody_but_that_both_were_met_on_one_day(office):
    from vereda.encounters.door import Line, Meeting, Named, PlaceKind, Where, record_meeting
    from vereda.people.door import ConsentFor, Identity, Person, note_consent

    both: list[UUID] = []
    for by, lat, place in (("ines", 28.7, "Ribera"), ("nadia", 14.9, "Parque central")):
        line = Line(line_id="l1", count=1, nationality="HN", sex="F", age_band="18-29")
        where = Where(kind=PlaceKind.POINT, lat=lat, lon=-100.5, place=place)
        named = [Named(line_id="l1", identity=Identity(given="Ana", families=["Paz"]), purpose="legal")]
        told = Meeting(people_met=1, lines=[line], services=[], where=where, named=named)
        record_meeting(told, by=office.by(by), at=NOW)
        person = Person.objects.get(group=office.by(by).group).subject
        note_consent(by=office.by(by), language="spa", given=[ConsentFor.MATCH], person=person, at=NOW, now=NOW)
        both.append(person)
    office.hold((both[0], both[1], 2.0, False))
    client = office.cast.client("gabriel")
    page = client.get("/coincidencias/").content.decode()
    link = office.decide(both[0], both[1]).subject
    person = client.get(f"/coincidencias/persona/{both[0]}/").content.decode()
    assert "El mismo día" in page
    for shown in (page, person.partition(f'aria-labelledby="h-{link}"')[0]):  # when it was decided is said below
        assert "noviembre de 2026" in shown
        for secret in ("13 nov", "2026-11-13", "28.7", "14.9", "Ribera", "Parque central", "Piedras Negras, ", "/encuentros/"):
            assert secret not in shown, secret


def test_no_way_on_the_page_leads_to_what_is_not_shown_any_more(queue):
    """One record is erased, another one's permission is gone: what was decided can still be opened and taken apart."""
    from vereda.logbook.door import erase
    from vereda.people.door import consents, links, withdraw_consent
    from vereda.people.words import WithdrawnBy

    office, (a, b, c) = queue
    office.decide(a, b)
    split = office.decide(a, c)
    office.decide(a, c, LinkSays.DIFFERENT, by="adriana", known=[split.entry])
    office.hold((b, c, 2.0, False))
    office.decide(b, c)  # and by a detour c would be a
    erase(b, by=office.by("adriana"), second="nadia", at=NOW)
    consent = consents.consents_of("mx", person=c)[0]
    withdraw_consent(consent=consent.subject, by=office.by("nadia"), at=NOW, way=WithdrawnBy.DESK)
    client = office.cast.client("gabriel")
    html = client.get("/coincidencias/").content.decode()
    ways = re.findall(r'class="way" href="(/coincidencias/[^"]+)"', html)
    assert len(ways) == len(links.odd("mx")) + 3
    assert {client.get(way).status_code for way in ways} == {200}
    sent = {"entries": str(split.entry), "person": str(a)}
    for said in ("Deshecho", "ya se había deshecho"):
        assert said in text(client.post(f"/coincidencias/{split.subject}/deshacer/", sent, follow=True))


def test_a_pair_that_a_detour_answers_is_not_said_to_wait(queue):
    office, (a, b, c) = queue
    office.hold((b, c, 2.0, False))
    office.decide(a, b)
    office.decide(a, c)
    said = text(office.cast.client("gabriel").get("/coincidencias/"))
    assert "Ningún par espera" in said
    assert "Esperan 0 pares" in said


def test_the_page_of_a_person_says_who_put_what_together_and_takes_it_apart_with_a_reason(queue):
    from vereda.people.door import links

    office, persons = queue
    done = office.decide(persons[0], persons[1])
    client = office.cast.client("gabriel")
    said = text(client.get(f"/coincidencias/persona/{persons[0]}/"))
    assert "2 registros de una persona" in said
    assert "Gabriel Soto: Es la misma persona" in said
    undone = client.post(
        f"/coincidencias/{done.subject}/deshacer/",
        {"entries": str(done.entry), "reason": UndoneFor.PERSON_SAYS.value, "person": str(persons[0])},
        follow=True,
    )
    assert "Lo deshizo Gabriel Soto: La persona dice que el otro no es suyo" in text(undone)
    assert links.cluster_of(persons[0], "mx").with_record(persons[0]) == (persons[0],)


def test_a_name_is_not_shown_of_who_took_the_permission_back_and_what_was_put_together_can_be_taken_apart(queue):
    from vereda.people.door import consents, withdraw_consent
    from vereda.people.words import WithdrawnBy

    office, persons = queue
    office.decide(persons[0], persons[1])
    consent = consents.consents_of("mx", person=persons[1])[0]
    withdraw_consent(consent=consent.subject, by=office.by("nadia"), at=NOW, way=WithdrawnBy.DESK)
    client = office.cast.client("gabriel")
    said = text(client.get(f"/coincidencias/persona/{persons[0]}/"))
    assert "Xochil " not in said
    assert "Xóchitl" in said
    assert "Deshacer" in said
    assert client.get(f"/coincidencias/{persons[0]}/{persons[1]}/").status_code == 404


PLACES: list[Callable[[list[UUID], UUID], str]] = [
    lambda persons, link: "/coincidencias/",
    lambda persons, link: "/coincidencias/siguiente/",
    lambda persons, link: f"/coincidencias/{persons[0]}/{persons[1]}/",
    lambda persons, link: f"/coincidencias/persona/{persons[0]}/",
]
ACTS: list[Callable[[list[UUID], UUID], str]] = [
    lambda persons, link: f"/coincidencias/{persons[0]}/{persons[1]}/contestar/",
    lambda persons, link: f"/coincidencias/{link}/deshacer/",
]


@pytest.mark.parametrize("name", ["nadia", "ines", "rafael", "adriana", "alma", "graciela", "marta", "julia", "octavio", "rosa"])
def test_nobody_but_the_identity_review_sees_a_pair_or_learns_that_there_is_one(queue, name):
    """Nadia's own group holds one of the two records: she is told nothing of the other."""
    office, persons = queue
    done = office.decide(persons[0], persons[1])
    client = office.cast.client(name)
    for place in PLACES:
        there = client.get(place(persons, done.subject))
        nowhere = client.get(place([UUID(int=7), UUID(int=8)], UUID(int=9)))
        assert there.status_code == nowhere.status_code
        assert there.status_code in (403, 404)
        assert not any(known in there.content.decode() for known in NAMES)
    for act in ACTS:
        assert client.post(act(persons, done.subject), {"says": "different"}).status_code in (403, 404)
    menu = client.get("/leyes/", follow=True).content.decode()  # the lightest page that has it
    assert 'class="ways"' in menu
    assert "coincidencias" not in menu


def test_two_records_that_nothing_brought_together_are_not_there(queue):
    office, persons = queue
    client = office.cast.client("gabriel")
    assert client.get(f"/coincidencias/{persons[1]}/{persons[2]}/").status_code == 404
    assert client.post(f"/coincidencias/{persons[1]}/{persons[2]}/contestar/", {"says": "same"}).status_code == 404
    assert client.get(f"/coincidencias/persona/{persons[2]}/").status_code == 404


def test_nonsense_gets_a_sentence_and_saves_nothing(queue):
    from vereda.people.door import links

    office, persons = queue
    client = office.cast.client("gabriel")
    page = client.post(f"/coincidencias/{persons[0]}/{persons[1]}/contestar/", {"says": "quizá"}, follow=True)
    assert "Elija: es la misma persona, son dos, o no se puede saber." in text(page)
    assert links.link(persons[0], persons[1]) is None


def test_both_who_were_named_in_one_meeting_are_shown_as_two(office):
    from vereda.encounters.door import Line, Meeting, Named, PlaceKind, Where, record_meeting
    from vereda.people.door import ConsentFor, Identity, Person, note_consent

    named = [Named(line_id="l1", identity=Identity(given=one, families=["Paz"]), purpose="legal") for one in ("Ana", "Eva")]
    told = Meeting(
        people_met=2,
        lines=[Line(line_id="l1", count=2, nationality="HN", sex="F", age_band="18-29")],
        services=[],
        where=Where(kind=PlaceKind.UNKNOWN)
        if hasattr(PlaceKind, "UNKNOWN")
        else Where(kind=PlaceKind.POINT, lat=28.7, lon=-100.5),
        named=named,
    )
    record_meeting(told, by=office.by("ines"), at=NOW)
    both = [row.subject for row in Person.objects.order_by("subject")]
    for one in both:
        note_consent(by=office.by("ines"), language="spa", given=[ConsentFor.MATCH], person=one, at=NOW, now=NOW)
    office.hold((both[0], both[1], 2.0, False))
    assert "Viajaban juntas" in text(office.cast.client("gabriel").get("/coincidencias/"))


def test_the_erasures_of_a_group_list_the_records_of_the_group_and_the_country_sees_the_rest(queue):
    from vereda.people.door import ask_erasure, person_of

    office, persons = queue
    again = office.person("Xochitl")
    office.decide(persons[0], persons[1])
    office.decide(persons[0], again)
    ask_erasure(persons[0], by=office.by("ines"), at=NOW)
    coordinator = office.cast.client("rafael")
    said = text(coordinator.get("/solicitudes/"))
    assert "Es la misma persona en 1 registro más" in said
    assert str(again)[-6:].upper() in said.upper()
    assert str(persons[1])[-6:].upper() not in said.upper()
    coordinator.post(f"/solicitudes/{persons[0]}/", {"approve": "1"})
    assert person_of(persons[0]) is None
    assert person_of(again) is None
    assert "No hay solicitudes" in text(coordinator.get("/solicitudes/"))
    above = office.cast.client("adriana")
    assert "borró otro registro de la misma persona" in text(above.get("/solicitudes/"))
    above.post(f"/solicitudes/{persons[1]}/", {"approve": "1"})
    assert person_of(persons[1]) is None


def test_who_answers_a_pair_that_was_drawn_sees_nothing_of_what_the_program_did_with_it(office):
    from vereda.people.door import links

    persons = [office.person(given) for given in ("Xóchitl", "Xochil")]
    office.hold((persons[0], persons[1], 12.0, True), a_stratum=500)
    page = office.cast.client("gabriel").get("/coincidencias/")
    html, said = page.content.decode(), text(page)
    assert "Esperan 1 par" in said or "Espera 1 par" in said
    assert "El programa" not in said
    assert field(html, "known") == ""
    assert not any(word in html for word in ("muestra", "chance", "12.0", "0.99", "azar"))
    assert "Piden otra mirada" not in said
    answer(office, html, LinkSays.DIFFERENT)
    assert links.link(*persons).is_split
    page = office.cast.client("gabriel").get("/coincidencias/")
    assert "Piden otra mirada" in text(page)
    assert "El programa" in text(office.cast.client("gabriel").get(f"/coincidencias/{persons[0]}/{persons[1]}/"))
