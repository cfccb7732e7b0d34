"""The cheap part of `make drill-countries`: the day in one country within this process, and what judges the drill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from tests.countries import month, sums, terms
from tests.countries.day import HOME, ROLES, Day, Drawn
from tests.countries.story import BEGAN
from tests.countries.visitor import Page, Visitor
from vereda.access.tests.cast import Cast

HERE = "sv"


class Inside:
    """A door within this process, for one of the cast."""

    def __init__(self, cast: Cast, name: str) -> None:
        self.cast, self.name = cast, name
        self.enter()

    def enter(self) -> None:
        self.client = self.cast.client(self.name)

    def ask(self, path, told):
        answer = self.client.get(path, follow=True) if told is None else self.client.post(path, told, follow=True)
        led = answer.redirect_chain
        return Page(led[-1][0] if led else path, answer.status_code, answer.getvalue())


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def day(db, clock, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    """Give a day of a group in another country than the one of all other tests, with its people and its words."""
    from django.utils.translation import trans_real

    from vereda.access.actions import demo
    from vereda.access.models import Account
    from vereda.access.wordings import say_on_screens
    from vereda.countries.door import pack
    from vereda.settings import environment

    monkeypatch.setenv("VEREDA_COUNTRY", HERE)
    environment.env.cache_clear()
    own, other = pack(HERE), next(code for code in pack(HERE).groups if code != HOME[HERE][0])
    monkeypatch.setattr(demo, "CAST", [one for one in demo.CAST if one.username in ROLES])
    monkeypatch.setattr(demo, "_two_groups", lambda _country: (HOME[HERE][0], other))
    say_on_screens(own)
    demo.make_cast(HERE)
    cast = Cast.__new__(Cast)  # not that of the usual country
    cast.accounts = {account.username: account for account in Account.objects.all()}
    yield Day(own, Drawn.of(1, HERE), {name: Visitor(Inside(cast, name)) for name in ROLES})
    trans_real._translations.clear()  # what another country said is laid over these catalogues for good
    say_on_screens(pack("mx"))


def test_a_day_is_told_in_the_words_of_its_country_and_in_those_of_no_other(day: Day, clock):
    """Done-when 1 of the issue on countries: the day of all four, in one of them."""
    for hour in day.hours:
        clock.move_to(BEGAN + timedelta(hours=hour))
        day.do(hour)
    for page, what, words in terms.expected(day):
        assert [word for word in words if word.casefold() not in day.pages[page].text.casefold()] == [], f"{page}: {what}"
    assert terms.dialled(day.pages["sos"]) == {terms.emergency_number(day.pack)} == {"913"}
    assert terms.foreign_in(HERE, {page.path: page for one in day.people.values() for page in one.read}) == []


@pytest.mark.parametrize(
    "said",
    [
        "Comisión Mexicana de Ayuda a Refugiados",
        "Grupo Danlí",
        "Comisionado Nacional de los Derechos Humanos",
        "Cruz Roja Hondureña",
    ],
)
def test_a_word_of_another_country_is_seen_on_a_page(said: str):
    page = Page("/", 200, f"<p>Lo dijo: {said}.</p>".encode())
    assert terms.foreign_in(HERE, {"page": page}) == [f"page: {said}"]


def test_a_number_of_another_country_is_seen_and_the_own_is_not():
    assert terms.foreign_in(HERE, {"page": Page("/", 200, b'<a href="tel:122">122</a>')}) == ["page: 122"]
    assert terms.foreign_in(HERE, {"page": Page("/", 200, b'<a href="tel:913">913</a>')}) == []


OWN = {"gt": "sex,value,withheld\nF,40,\nM,25,\nTOTAL,65,\n", "hn": "sex,value,withheld\nF,15,\nM,,small\nTOTAL,20,\n"}
GOOD = "sex,gt,hn,sum,at_least\nF,40,15,55,0\nM,25,,25,1\nTOTAL,65,20,85,0\n"


def test_tables_add_up_to_the_digit():
    assert sums.wrong(OWN, GOOD) == []


@pytest.mark.parametrize(
    "summed",
    [
        GOOD.replace("55", "56"),  # a digit
        GOOD.replace("25,1", "25,0"),  # what is held back taken for a zero
        GOOD.replace("40,15", "15,40"),  # countries interchanged
        GOOD.replace("TOTAL,65,20,85,0\n", ""),  # a row left out
        GOOD + "X,5,,5,1\n",  # a row that nobody published
        GOOD.replace("hn", "sv"),  # another country's column
        GOOD.replace(",hn,", ","),  # a country left out
    ],
)
def test_what_does_not_add_up_is_seen(summed: str):
    assert sums.wrong(OWN, summed) != []


def test_the_month_is_the_same_for_a_seed_and_another_in_each_country(tmp_path: Path):
    def written(group: str, seed: int) -> tuple[int, str]:
        met = month.write(tmp_path / "month.csv", group=group, month="2026-09", meetings=20, seed=seed)
        return met, (tmp_path / "month.csv").read_text()

    assert written("danli", 1) == written("danli", 1)
    assert len({written(group, seed)[1] for group in ("danli", "tecun-uman") for seed in (1, 2)}) == 4
    met, text = written("danli", 1)
    assert sum(int(line.rpartition(",")[2]) for line in text.splitlines()[1:]) == met
