"""Triage at the desk: every way to every colour, several people at once, kept when it is wanted, read by who may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.rooms.first_aid_triage import walk
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters.door import Service, services_of
from vereda.logbook.door import subject
from vereda.logbook.models import LogEntry
from vereda.medical.door import Colour, FirstAid, records
from vereda.medical.rules import rules

pytestmark = pytest.mark.django_db
UNSIGNED = "Aún no aprobado por personal clínico"
COLOURS = ("Rojo", "Amarillo", "Verde", "Negro", "START")


@pytest.fixture
def encounter(met) -> UUID:
    return met(4)


class Walker:
    """Somebody with a browser that runs no scripts: what the page holds is sent back with one tap more."""

    def __init__(self, client, address: str) -> None:
        self.client, self.address = client, address
        self.answer = client.get(address)
        assert self.answer.status_code == 200, text(self.answer)

    def form(self) -> dict[str, str]:
        page = self.answer.content.decode()
        inputs = re.findall(r"<input ([^>]*)>", page[page.index('<form method="post"', page.index("<main")) :])
        found = [(re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs]
        told = {name[1]: value[1] for name, value in found if name and value}
        return {name: value for name, value in told.items() if name != "csrfmiddlewaretoken"}

    def tap(self, *taps: str, **typed: str) -> Walker:
        for one in taps:
            self.answer = self.client.post(self.address, {**self.form(), **typed, "tap": one})
        return self

    @property
    def said(self) -> str:
        return text(self.answer)


@pytest.fixture
def tomas(cast: Cast, encounter: UUID) -> Walker:
    return Walker(cast.client("tomas"), f"/encuentros/{encounter}/primeros-auxilios/triage/")


def held(encounter: UUID) -> int | None:
    found = subject(encounter)
    assert found
    return services_of(found.folded.state).get("FIRST_AID", 0)


WAYS = {
    ("START", "y"): Colour.GREEN,
    ("START", "nny"): Colour.RED,
    ("START", "nnn"): Colour.BLACK,
    ("START", "nyy"): Colour.RED,
    ("START", "nynn"): Colour.RED,
    ("START", "nynyy"): Colour.YELLOW,
    ("START", "nynyn"): Colour.RED,
    ("JUMPSTART", "y"): Colour.GREEN,
    ("JUMPSTART", "nny"): Colour.RED,
    ("JUMPSTART", "nnnn"): Colour.BLACK,
    ("JUMPSTART", "nnnyy"): Colour.RED,
    ("JUMPSTART", "nnnyn"): Colour.BLACK,
    ("JUMPSTART", "nyy"): Colour.RED,
    ("JUMPSTART", "nynn"): Colour.RED,
    ("JUMPSTART", "nynyy"): Colour.YELLOW,
    ("JUMPSTART", "nynyn"): Colour.RED,
}
"""Written by hand from the two charts, not from the table."""
SAID = {Colour.RED: "Rojo: primero", Colour.YELLOW: "Amarillo: puede esperar", Colour.GREEN: "Verde: camina"}
SAID[Colour.BLACK] = "Negro: sin respirar"


def ways(is_child: bool, here: str = "") -> Iterator[str]:
    if walk(here, is_child=is_child).colour is not None:
        yield here
    else:
        yield from ways(is_child, here + "y")
        yield from ways(is_child, here + "n")


def test_there_is_no_other_way_to_a_colour_than_those_of_the_charts():
    found = {(rule, way) for rule, is_child in (("START", False), ("JUMPSTART", True)) for way in ways(is_child)}
    assert found == set(WAYS)


@pytest.mark.parametrize(("rule", "way"), WAYS)
def test_every_way_ends_at_its_colour_as_a_word_and_a_shape_with_rule_and_signature(tomas: Walker, rule: str, way: str):
    tomas.tap("child" if rule == "JUMPSTART" else "adult", *way)
    colour = WAYS[rule, way]
    assert SAID[colour] in tomas.said
    assert f"{rule} v1" in tomas.said
    assert UNSIGNED in tomas.said
    end = re.search(r'<p class="triage-end".*?</p>', tomas.answer.content.decode(), re.S)
    assert end
    drawn = {Colour.RED: "M12 2 23", Colour.YELLOW: "M12 1 23", Colour.GREEN: "<circle", Colour.BLACK: "M2 2h20"}
    assert drawn[colour] in end[0], "a colour is a shape as well"


def test_what_is_done_first_stands_before_the_question(tomas: Walker):
    assert "Abra la vía aérea. ¿Respira ahora?" in tomas.tap("n", "n").said
    assert "Dé 5 respiraciones de rescate. ¿Respira ahora?" in tomas.tap("child", "n", "n", "n", "y").said


def test_an_answer_is_taken_back_and_the_switch_to_a_child_begins_again(tomas: Walker):
    assert "Negro: sin respirar Dice" in tomas.tap("n", "n", "n").said
    assert "¿Respira ahora?" in tomas.tap("back").said
    assert "¿Camina?" in tomas.tap("child").said
    assert "Dice a quién" not in tomas.said


def test_a_tap_after_the_end_and_a_form_of_nonsense_change_nothing(tomas: Walker):
    before = tomas.tap("y").form()
    assert tomas.tap("n", "y", "no-such-tap", "open:99", "drop:x", "open:00019", "open:0001" + "9" * 5000).form() == before
    address, client = tomas.address, tomas.client
    for form in (
        {"who:1": "z"},
        {"who:0": "a"},
        {"who:-1": "a"},
        {"who:99999": "a"},
        {"who:00019": "a"},
        {"who:1": "a", "said:1": "q" * 900},
    ):
        assert "¿Camina?" in text(client.post(address, {**form, "tap": "stay"}))


def counted(page: str) -> list[int]:
    found = re.search(r'<ul class="triage-counts">(.*?)</ul>', page, re.S)
    assert found
    return [int(one) for one in re.findall(r"<b>(\d+)</b>", found[1])]


def test_several_people_are_counted_by_colour_and_each_is_found_again_by_a_mark(tomas: Walker):
    tomas.tap("y", "next").tap("n", **{"mark:2": "camisa roja"}).tap("n", "y", "next").tap("child", "n", "n", "n", "n")
    tomas.tap("walks", "walks")
    page = tomas.answer.content.decode()
    assert counted(page) == [1, 0, 3, 1]
    assert "camisa roja" in tomas.said
    assert "5 personas" in tomas.said
    tomas.tap("open:2")
    assert 'value="camisa roja"' in tomas.answer.content.decode()
    assert counted(tomas.tap("drop:2").answer.content.decode()) == [0, 0, 3, 1]


def test_a_sheet_takes_sixty_people_and_says_that_it_is_full(tomas: Walker):
    tomas.tap(*["walks"] * 61)
    assert counted(tomas.answer.content.decode()) == [0, 0, 60, 0]
    assert "La hoja está llena" in tomas.said


def test_nothing_is_written_until_somebody_asks_for_it(tomas: Walker, encounter: UUID):
    before = LogEntry.objects.count()
    tomas.tap("n", "n", "y", "next", "y", "back", "child", "y")
    assert LogEntry.objects.count() == before
    assert not FirstAid.objects.exists()
    assert held(encounter) == 0


def test_what_is_wanted_becomes_a_sealed_record_each_and_counts_in_the_encounter(tomas: Walker, encounter: UUID):
    tomas.tap("y", "next").tap("n", **{"mark:2": "camisa roja"}).tap("n", "y").tap("save")
    assert tomas.answer.status_code == 302
    assert held(encounter) == 2
    told = {
        triaged.told.colour: (records.told(row), triaged.told)
        for row in FirstAid.objects.all()
        for triaged in records.triages(row)
        if triaged.told
    }
    assert set(told) == {Colour.GREEN, Colour.RED}
    of_red, red = told[Colour.RED]
    assert of_red
    assert of_red.note == "Triage, persona 2. camisa roja"
    assert (red.rule, [(one.step, one.yes) for one in red.path]) == (
        "START v1", [("walks", False), ("breathes", False), ("opened", True)]
    )  # fmt: skip
    for entry in LogEntry.objects.filter(kind__startswith="medical."):
        body = bytes(entry.body).decode()
        assert not [word for word in ("red", "green", "camisa", "START", "walks") if f'"{word}' in body]


def test_a_form_that_is_sent_twice_makes_the_records_once(tomas: Walker, encounter: UUID):
    form = {**tomas.tap("y", "next", "n", "n", "y").form(), "tap": "save"}
    for _ in range(2):
        assert tomas.client.post(tomas.address, form).status_code == 302
    assert FirstAid.objects.count() == 2
    assert held(encounter) == 2


def test_whoever_is_not_finished_is_named_and_nothing_is_lost(tomas: Walker):
    tomas.tap("y", "next", "n", "save")
    assert tomas.answer.status_code == 422
    assert "Falta terminar a la persona 2" in tomas.said
    assert not FirstAid.objects.exists()
    assert tomas.tap("drop:2", "save").answer.status_code == 302
    assert FirstAid.objects.count() == 1


def test_nobody_at_all_is_not_kept(tomas: Walker):
    assert tomas.tap("save").answer.status_code == 422
    assert "Todavía no hay nadie que guardar" in tomas.said


def test_a_mark_too_long_comes_back_whole_enough_to_be_shortened(tomas: Walker):
    tomas.tap("y").tap("save", **{"mark:1": "x" * 41})
    assert tomas.answer.status_code == 422
    assert "acórtelo" in tomas.said
    assert not FirstAid.objects.exists()


def test_care_is_kept_also_where_the_encounter_tells_of_fewer_people(cast: Cast, met):
    few = met(1, services=[Service(service="WATER")])
    walker = Walker(cast.client("tomas"), f"/encuentros/{few}/primeros-auxilios/triage/")
    assert walker.tap("y", "next", "y", "save").answer.status_code == 302
    assert FirstAid.objects.count() == 2
    assert "para menos personas que las atendidas" in text(walker.client.get(f"/encuentros/{few}/primeros-auxilios/"))


@pytest.fixture
def sorted_(tomas: Walker) -> FirstAid:
    tomas.tap("n", "n", "y", "save")
    return FirstAid.objects.get()


def test_who_reads_finds_the_most_urgent_first_with_the_mark_and_an_agent_neither(tomas: Walker, encounter: UUID, cast: Cast):
    tomas.tap("y", "next").tap("n", **{"mark:2": "camisa roja"}).tap("n", "y").tap("save")
    address = f"/encuentros/{encounter}/primeros-auxilios/"
    page = text(tomas.client.get(address))
    rows = page[page.index("Negro: sin respirar") + 20 :]
    assert rows.index("Rojo: primero Triage, persona 2. camisa roja") < rows.index("Verde: camina")
    assert "camisa roja" not in text(cast.client("ines").get(address))


@pytest.mark.parametrize("name", ["tomas", "ines"])
def test_a_list_of_many_asks_no_more_than_a_list_of_few(tomas: Walker, encounter: UUID, cast: Cast, name: str):
    client, address = cast.client(name), f"/encuentros/{encounter}/primeros-auxilios/"
    tomas.tap("y", "next", "n", "n", "y", "save")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    Walker(tomas.client, tomas.address).tap(*["walks"] * 8).tap("save")
    with CaptureQueriesContext(connection) as many:
        assert text(client.get(address)).count("0 mediciones") == 10
    assert len(many) <= len(few)


def test_somebody_is_triaged_again_and_the_last_stands_with_the_first_beside_it(cast: Cast, sorted_: FirstAid):
    again = Walker(cast.client("tomas"), f"/primeros-auxilios/{sorted_.subject}/triage/")
    assert again.tap("n", "y", "n", "y", "y", "save").answer.status_code == 302
    page = text(again.client.get(f"/primeros-auxilios/{sorted_.subject}/"))
    assert page.index("Amarillo: puede esperar") < page.index("Rojo: primero")
    assert "Triage amarillo: puede esperar (START v1)" in page, "it is handed over"
    assert "¿Camina? No · ¿Respira? Sí" in page
    listed = cast.client("tomas").get(f"/encuentros/{sorted_.encounter}/primeros-auxilios/").content.decode()
    assert counted(listed) == [0, 1, 0, 0]


def test_a_child_by_its_record_is_asked_the_questions_of_children(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    tomas.post(
        f"/encuentros/{encounter}/primeros-auxilios/nuevo/",
        {"form": fresh_token(), "complaint:FRACT": "on", "age_years": "7", "sex": "F"},
    )
    row = FirstAid.objects.get()
    assert "JUMPSTART v1" in text(tomas.get(f"/primeros-auxilios/{row.subject}/triage/"))
    assert "START v1" in text(cast.client("ines").get(f"/primeros-auxilios/{row.subject}/triage/"))


def test_a_correction_needs_no_complaint_where_there_was_a_triage(cast: Cast, sorted_: FirstAid):
    answer = cast.client("tomas").post(
        f"/primeros-auxilios/{sorted_.subject}/corregir/", {"form": fresh_token(), "age_years": "30", "sex": "M"}
    )
    assert answer.status_code == 302


def test_an_agent_triages_and_reads_no_colour_back(cast: Cast, encounter: UUID):
    ines = Walker(cast.client("ines"), f"/encuentros/{encounter}/primeros-auxilios/triage/")
    assert ines.tap("n", "n", "y", "save").answer.status_code == 302
    row = FirstAid.objects.get()
    for address in (f"/primeros-auxilios/{row.subject}/", f"/encuentros/{encounter}/primeros-auxilios/"):
        page = text(ines.client.get(address))
        assert not [one for one in COLOURS if one in page]
        assert "persona 1" not in page


@pytest.mark.parametrize("name", ["nadia", "rafael", "graciela", "julia", "alma", "octavio"])
def test_a_triage_of_what_is_hidden_and_of_what_is_not_there_answers_alike(cast: Cast, sorted_: FirstAid, name: str):
    client = cast.client(name)

    def answers(of: UUID, met: UUID) -> list[tuple[int, str]]:
        found = []
        for address in (f"/primeros-auxilios/{of}/triage/", f"/encuentros/{met}/primeros-auxilios/triage/"):
            found += [client.get(address), client.post(address, {"who:1": "a", "said:1": "y", "tap": "save"})]
        return [(one.status_code, text(one)) for one in found]

    hidden, absent = answers(sorted_.subject, sorted_.encounter), answers(uuid4(), uuid4())
    assert hidden == absent
    assert {status for status, _page in hidden} <= {403, 404}
    assert len(records.triages(FirstAid.objects.get())) == 1


def test_each_look_is_written_down(cast: Cast, sorted_: FirstAid):
    for address, told in (
        (f"/primeros-auxilios/{sorted_.subject}/triage/", {"record_class": "K3", "subject": str(sorted_.subject)}),
        (f"/encuentros/{sorted_.encounter}/primeros-auxilios/triage/", {"record_class": "K1", "subject": str(sorted_.encounter)}),
    ):
        looked = ReadRow.objects.filter(**told, purpose="medical")
        before = looked.count()
        assert cast.client("tomas").get(address).status_code == 200
        assert looked.count() == before + 1


def test_every_rule_is_there_to_be_read_with_version_source_and_who_has_not_signed_it(cast: Cast):
    page = text(cast.client("ines").get("/primeros-auxilios/reglas/"))
    for one in rules().values():
        assert one.named in page
    assert page.count(UNSIGNED) == len(rules())
    for said in (
        "Abra la vía aérea. ¿Respira ahora? Sí: Rojo: primero. No: Negro: sin respirar.",
        "De 12 a 59 meses: rápida desde 40 por minuto.",
        "Menos de 115 mm: Desnutrición grave.",
        "Menos de 210 mm o menos de 230 mm",
        "Primero enfríe, después traslade.",
        "No la dé por muerta mientras esté fría.",
        "Sangrado",
        "Respira 60 veces por minuto o más",
        "En lugares altos",
        "Lo que no se puede probar se anota NT",
    ):
        assert said in page, said


@pytest.mark.parametrize("name", ["rafael", "graciela", "julia", "octavio"])
def test_the_rules_are_for_who_writes_first_aid(cast: Cast, name: str):
    assert cast.client(name).get("/primeros-auxilios/reglas/").status_code in (403, 404)


@pytest.mark.parametrize(
    ("mm", "said"),
    [
        ("209", "por debajo de 210 y de 230 mm"),
        ("210", "por debajo de 230 mm"),
        ("229", "por debajo de 230 mm"),
        ("230", "No está por debajo"),
    ],
)
def test_an_arm_in_pregnancy_is_compared_with_both_figures_because_none_is_agreed(cast: Cast, mm: str, said: str):
    answer = cast.client("ines").post("/primeros-auxilios/consejo/", {"pregnant": "yes", "muac_mm": mm})
    assert said in text(answer)
    assert "MUAC_PREGNANT v1" in text(answer)
