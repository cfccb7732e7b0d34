"""A part of `make drill-countries` that is cheap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from tests.countries.day import Day, Drawn
from tests.countries.visitor import Page, Visitor

NOW = datetime(2026, 9, 14, 6, tzinfo=UTC)


class Inside:
    """The door of this process, for somebody who is signed in."""

    def __init__(self, cast, name) -> None:
        self.cast, self.name, self.client = cast, name, cast.client(name)

    def enter(self) -> None:
        self.client = self.cast.client(self.name)

    def ask(self, path, told):
        answer = self.client.get(path, follow=True) if told is None else self.client.post(path, told, follow=True)
        at = getattr(answer, "redirect_chain", None)
        return Page(at[-1][0] if at else path, answer.status_code, answer.getvalue())


@pytest.fixture
def then() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.mark.django_db
def test_a_day(then, home: Path, monkeypatch: pytest.MonkeyPatch):
    import os
    from vereda.access.actions.demo import make_cast
    from vereda.access.tests.cast import Cast
    from vereda.countries.door import pack
    from vereda.settings import environment

    iso = os.environ.get("ISO", "hn")
    monkeypatch.setenv("VEREDA_COUNTRY", iso)
    environment.env.cache_clear()
    import vereda.access.actions.demo as demo
    from tests.countries.day import HOME

    monkeypatch.setattr(demo, "_two_groups", lambda c: (HOME[iso][0], next(g for g in pack(iso).groups if g != HOME[iso][0])))
    make_cast(iso)
    from vereda.access.models import Account

    cast = Cast.__new__(Cast)
    cast.accounts = {a.username: a for a in Account.objects.all()}
    people = {name: Visitor(Inside(cast, name)) for name in ("ines", "rafael", "emilio")}
    day = Day(pack(iso), Drawn.of(1), people, lambda minutes: then.move_to(NOW + timedelta(minutes=minutes)))
    from vereda.access.wordings import say_on_screens
    if iso != "mx": say_on_screens(pack(iso))
    day.work()
    from tests.countries import terms
    wrong = []
    for page, what, words in terms.expected(day):
        for w in words:
            if w.casefold() not in day.pages[page].text.casefold(): wrong.append((page, what, w))
    for name, page in day.pages.items():
        Path(f"/tmp/h/cc-{iso}-{name}.html").write_bytes(page.body)
    print(wrong); print(terms.foreign_in(iso, day.pages))
    for n in ("sos","guide"): print(n, terms.dialled(day.pages[n]), terms.emergency_number(day.pack))
    print(day.pages["paper"].text[:3000])
    assert 0
