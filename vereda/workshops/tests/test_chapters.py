"""Six, twelve and twenty-four months later: what is due, what a chapter says, that the first one stands. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vereda.workshops import schema as of
from vereda.workshops.entries.workshop import Held
from vereda.workshops.rules.chapters import Facts, chapter, differs, due, readers, unread
from vereda.workshops.rules.report import made
from vereda.workshops.rules.told import Workshop
from vereda.workshops.tests.test_rules import DAYS, WORDS, delegation, workshop
from vereda.workshops.words import Standing

LAST, HALF, YEAR = date(2026, 8, 31), date(2027, 2, 28), date(2027, 8, 31)
PROMISED = of.Promised(
    commitment="C1", country="aa", owner="Oficina", text=WORDS, due_on=date(2027, 1, 1), toward="pack", ref="terms.csv",
    as_was="0" * 64,
)  # fmt: skip
FACTS = Facts({"patrol": LAST, "post": date(2026, 9, 1), "agreement": HALF, "bulletin": date(2027, 3, 1)}, {"aa": 2}, 5, 7)


def look(day: date, standing: str, mark: str = "") -> of.Followed:
    return of.Followed(commitment="C1", on=day, standing=standing, as_is=mark)


def given(seen: Workshop, **more: object) -> of.Given:
    told = {
        "seen": seen,
        "visits": [],
        "experts": {},
        "today": HALF,
        "lang": "es",
        "named": lambda _kind, code: code,
        "home": "aa",
    }
    return of.Given(**{**told, **more})


def held(*more: object) -> Workshop:
    return workshop(DAYS, PROMISED, Held(on=LAST), *more)


def test_a_chapter_is_due_on_its_day_and_none_of_a_workshop_that_was_not_held():
    assert due(held(), date(2027, 2, 27)) == []
    assert due(held(), HALF) == [(6, HALF)]
    assert [months for months, _on in due(held(), date(2028, 8, 31))] == [6, 12, 24]
    assert due(workshop(DAYS, PROMISED), YEAR) == []


def test_it_tells_what_was_reached_between_the_two_days_and_how_promises_stood_then():
    seen = held(look(date(2026, 12, 1), "begun"), look(HALF, "kept", "1" * 64), look(date(2027, 3, 2), "dropped"))
    told = chapter(seen, 6, HALF, FACTS, country="aa", kept_on=HALF)
    assert ([(one.code, one.on) for one in told.reached], told.before) == (
        [("post", date(2026, 9, 1)), ("agreement", HALF)], 1,
    )  # fmt: skip
    assert [(one.standing, one.changed) for one in told.stood] == [(Standing.KEPT, True)]
    assert chapter(seen, 12, YEAR, FACTS, country="aa", kept_on=YEAR).stood[0].standing is Standing.DROPPED


def test_the_first_kept_one_stands_and_the_report_says_what_arrived_later():
    first = chapter(held(), 6, HALF, FACTS, country="aa", kept_on=HALF)
    later = chapter(held(), 6, HALF, replace(FACTS, trained=9), country="aa", kept_on=YEAR)
    seen = held(first, later)
    assert seen.chapters == {6: first}
    assert differs(first, later)
    assert not differs(first, chapter(held(), 6, HALF, FACTS, country="aa", kept_on=YEAR))
    for lang, said in (("es", "Personas formadas: 5, cada una"), ("en", "People trained: 5, each")):
        asked = given(seen, lang=lang, since={6: replace(FACTS, trained=9)})
        block = made(asked).block("chapter-6")
        assert said in " ".join(block.lead)
        assert "9" in block.notes[-1]
        assert made(asked).block("chapter-12") is None
        assert made(replace(asked, since={})).block("chapter-6").notes != block.notes


def test_no_number_is_made_up_where_training_is_not_kept_or_another_country_did_it():
    asked = given(held(delegation(countries=[{"country": "gt"}])), since={6: Facts()})
    block = made(asked).block("chapter-6")
    assert "Personas formadas" not in " ".join(block.lead)
    assert "Lo que se hizo en Guatemala lo cuenta la instalación de allá." in block.notes


def test_who_organised_pays_and_promised_reads_it_and_each_reads_once():
    organised = of.OrganiserSet(organiser="O1", name=of.Said(es="Red", en="Network"))
    seen = held(organised, of.Funded(donor="Donante"))
    assert readers(seen, "en") == {"Red": "Network", "Donante": "Donante", "Oficina": "Oficina"}
    seen = held(organised, of.Funded(donor="Donante"), of.ChapterRead(months=6, who="Red", on=HALF))
    assert list(unread(seen, 6)) == ["Donante", "Oficina"]
    assert len(unread(seen, 12)) == 3
