"""What is asked still, when a visit may leave, what became of promises, and how an invitation is written. No database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from string import Formatter
from uuid import UUID

import pypdfium2
import pytest
from pydantic import ValidationError

from vereda.countries.door import Role
from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.settings.environment import env
from vereda.workshops import printing
from vereda.workshops import schema as of
from vereda.workshops.entries.base import OfWorkshops
from vereda.workshops.entries.workshop import Held, TakenBack
from vereda.workshops.rules import fold
from vereda.workshops.rules.calendar import folded
from vereda.workshops.rules.phrases import PHRASES
from vereda.workshops.rules.told import Visit, Workshop, visit_of, workshop_of
from vereda.workshops.words import Gap, Light, NotYet, Standing

SUBJECT, GUEST, OTHER = subject_number(1), subject_number(2), subject_number(3)
WORDS = of.Said(es="Leyes; y, además, prácticas", en="Laws; and, besides, practice")
DAYS = of.Scheduled(from_on=date(2026, 8, 30), until_on=date(2026, 8, 31))
PROPOSED = of.Proposed(code="T1", name=WORDS, purpose=WORDS, place=WORDS, country="aa", days=2)


def written(payloads: Sequence[OfWorkshops]) -> list[Entry]:
    pen = Pen("desk-1")
    return [read_entry(pen.write(one, SUBJECT, minutes=place).raw) for place, one in enumerate(payloads)]


def workshop(*payloads: OfWorkshops) -> Workshop:
    found = workshop_of(fold_all(written([PROPOSED, *payloads]), fold.start, fold.step).state["fields"])
    assert found is not None
    return found


def visit(*payloads: OfWorkshops, **plan: object) -> Visit:
    told = {
        "host": "g", "on": DAYS.until_on, "begins": "09:00", "ends": "12:00", "route": "r", "rally": "y", "care": "c",
        "points": [{"kind": "service", "code": "s"}], "vehicles": [{"what": "truck", "seats": 1}], **plan,
    }  # fmt: skip
    found = visit_of(fold_all(written([of.VisitPlanned.model_validate(told), *payloads]), fold.start, fold.step).state["fields"])
    assert found is not None
    return found


def delegation(**more: object) -> of.DelegationSet:
    told = {
        "delegation": "D",
        "part": "guests",
        "who": WORDS,
        "total": 15,
        "countries": [{"country": "aa"}, {"country": "bb"}],
        **more,
    }
    return of.DelegationSet.model_validate(told)


def session(**more: object) -> of.SessionSet:
    told = {"session": "S1", "day": 2, "begins": "18:30", "minutes": 90, "what": "laws", "title": WORDS, **more}
    return of.SessionSet.model_validate(told)


def promise(code: str = "C1", due: date = date(2026, 11, 29)) -> of.Promised:
    return of.Promised(commitment=code, country="aa", owner="Oficina", text=WORDS, due_on=due, toward=of.Toward.AGREEMENT)


def look(on: date, standing: Standing, code: str = "C1") -> of.Followed:
    return of.Followed(commitment=code, on=on, standing=standing)


def test_what_nobody_said_is_asked_and_what_was_said_is_not():
    def gaps(*payloads: OfWorkshops, today: date = DAYS.from_on) -> list[tuple[Gap, str]]:
        return [(one.gap, one.of) for one in of.asks(workshop(*payloads), today)]

    assert gaps() == [(Gap.DAYS, ""), (Gap.DONOR, "")]
    before = [DAYS, of.Funded(donor="F"), delegation(), session()]
    assert gaps(*before) == [(Gap.BY_COUNTRY, "D"), (Gap.ROLE, "D"), (Gap.LEAD, "S1")]
    known = delegation(role="consulate", countries=[{"country": "aa", "count": 15}])
    said = [*before, known, session(lead="D")]
    assert gaps(*said) == []
    after = [(Gap.ATTENDANCE, "D"), (Gap.MINUTES, "S1"), (Gap.EVALUATION, ""), (Gap.COMMITMENT, "aa")]
    assert gaps(*said, today=date(2026, 9, 1)) == after
    assert gaps(*said, TakenBack(thing="delegation", which="delegation:D", why="no viene"), today=date(2026, 9, 1)) == after[1:3]


def test_numbers_by_country_that_are_more_than_the_whole_are_no_fact():
    with pytest.raises(ValidationError):
        delegation(countries=[{"country": "aa", "count": 9}, {"country": "bb", "count": 7}])
    with pytest.raises(ValidationError):  # all are told, and one is missing
        delegation(countries=[{"country": "aa", "count": 7}, {"country": "bb", "count": 7}])
    assert delegation(countries=[{"country": "aa", "count": 7}, {"country": "bb"}]).total == 15


def test_nobody_is_counted_twice_for_coming_on_two_days():
    seen = workshop(DAYS, delegation(), *(of.Attended(delegation="D", day=day, count=count) for day, count in ((1, 13), (2, 15))))
    assert of.came(seen, "D") == 15
    assert of.came(seen, "E") is None


GO = [
    of.PlaceAgreed(point="service:s", agrees=True, post="turno", on=DAYS.from_on),
    of.VisitorSet(guest=GUEST, role=Role.CONSULATE),
]
READ = [*GO, of.BriefingRead(guest=GUEST, briefing=of.BRIEFING, on=DAYS.from_on)]


def test_a_visit_leaves_when_all_is_there_and_each_thing_that_is_not_keeps_it():
    def reasons(seen: Visit, on: date = DAYS.until_on, roles: dict[UUID, Role] | None = None, **light: Light) -> set[NotYet]:
        return set(of.not_yet(seen, {GUEST: Role.CONSULATE} if roles is None else roles, on=on, **light))

    ready = visit(*READ)
    assert reasons(ready, weather=Light.WATCH, security=Light.CALM) == set()
    assert reasons(ready, weather=Light.STOP, security=Light.STOP) == {NotYet.WEATHER, NotYet.SECURITY}
    assert reasons(ready, on=DAYS.from_on) == {NotYet.ANOTHER_DAY}
    assert reasons(visit(*READ, rally="")) == {NotYet.NO_ROUTE}
    assert reasons(visit(*READ, points=[])) == {NotYet.NO_POINT}
    assert reasons(visit(*READ, vehicles=[])) == {NotYet.SEATS}
    assert reasons(visit(*GO)) == {NotYet.BRIEFING}
    assert reasons(visit(GO[0])) == {NotYet.NOBODY}
    assert reasons(visit(*READ, GO[0].model_copy(update={"agrees": False}))) == {NotYet.PLACE_NOT_ASKED}
    assert reasons(ready, roles={}) == {NotYet.ENFORCEMENT}, "one whom nobody knows any more"
    assert reasons(visit(*READ, of.VisitorSet(guest=OTHER, role=Role.POLICE))) == {NotYet.ENFORCEMENT}


def test_a_calendar_takes_no_line_of_its_own_from_a_title():
    words = of.Said(es="A\r\nATTENDEE:mailto:a@b\nEND:VEVENT\u2028X\x0bY", en="A")
    made = of.invitation(
        SUBJECT, workshop(DAYS, session(title=words)), of.Invited(delegation="D", on=DAYS.from_on, number=0), lang="es"
    ).decode()
    assert [line for line in made.splitlines() if line.startswith(("ATTENDEE", "X", "Y"))] == []
    assert made.count("END:VEVENT\r\n") == 1


def test_what_became_of_promises_is_told_as_it_stood_on_that_day():
    looks = [look(date(2026, 10, 1), Standing.BEGUN), look(date(2027, 5, 1), Standing.KEPT)]
    seen = workshop(DAYS, promise(), promise("C2"), *looks)
    found = of.reaches(seen, date(2027, 9, 1))
    assert [(one.months, one.on) for one in found] == [(6, date(2027, 2, 28)), (12, date(2027, 8, 31)), (24, date(2028, 8, 31))]
    assert [one.stood and (one.stood[Standing.OPEN], one.stood[Standing.BEGUN], one.stood[Standing.KEPT]) for one in found] == [
        (1, 1, 0), (1, 0, 1), None,
    ]  # fmt: skip
    assert [one.commitment for one in of.late(seen, date(2027, 9, 1))] == ["C2"]


def test_the_same_entries_in_any_order_of_writing_different_things_give_the_same_workshop():
    parts = [DAYS, delegation(), session(), promise()]
    states = [fold_all(written([PROPOSED, *order]), fold.start, fold.step).state["fields"] for order in permutations(parts)]
    assert len({repr(sorted((name, writes[-1][1]) for name, writes in one.items())) for one in states}) == 1


def test_the_first_end_of_a_workshop_stands():
    assert workshop(DAYS, Held(on=DAYS.until_on), Held(on=date(2026, 9, 9))).held == Held(on=DAYS.until_on)


def test_an_invitation_is_a_calendar_by_the_clock_of_the_place_and_counts_on_when_it_is_sent_again():
    seen = workshop(DAYS, session())
    told = of.Invited(delegation="D", on=date(2026, 7, 1), number=2)
    made = of.invitation(SUBJECT, seen, told, lang="es").decode()
    assert made.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART:20260831T183000\r\nDTEND:20260831T200000\r\n" in made
    assert "SEQUENCE:2\r\n" in made
    assert "SUMMARY:Leyes\\; y\\, además\\, prácticas\r\n" in made
    assert of.invitation(SUBJECT, workshop(session()), told, lang="es").count(b"VEVENT") == 0


def test_a_session_that_was_taken_back_leaves_the_calendar_that_has_it():
    gone = TakenBack(thing=of.Thing.SESSION, which="session:S1", why="no hay sala")
    seen = workshop(DAYS, session(), session(session="S2"), gone)
    assert (list(seen.sessions), seen.withdrawn, [one.session for one in seen.cancelled]) == (["S2"], {"session:S1"}, ["S1"])
    first, again = (
        of.invitation(SUBJECT, seen, of.Invited(delegation="D", on=DAYS.from_on, number=number), lang="es").decode()
        for number in (0, 1)
    )
    assert "-S1@vereda" not in first, "nobody was sent it"
    assert f"UID:{SUBJECT}-S1@vereda\r\nSEQUENCE:1\r\n" in again
    assert again.count("STATUS:CANCELLED") == 1


def test_what_was_taken_back_and_is_said_again_stands_again():
    spoken = of.InterpretingSet(from_lang="es", to_lang="en", count=2)
    gone = TakenBack(thing=of.Thing.INTERPRETING, which="interpreting:es:en", why="no puede")
    assert workshop(spoken, gone).interpreting == ()
    assert workshop(spoken, gone, spoken).interpreting == (spoken,)


def test_no_line_of_a_calendar_is_longer_than_75_octets_and_none_cuts_a_letter():
    line = "SUMMARY:" + "ñandú " * 40
    parts = list(folded(line))
    assert max(len(part.encode()) for part in parts) <= 75
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line


def test_both_languages_have_the_same_phrases():
    assert PHRASES["es"].keys() == PHRASES["en"].keys()
    assert all(set(_fields(PHRASES["es"][name])) == set(_fields(PHRASES["en"][name])) for name in PHRASES["es"])


def _fields(text: str) -> list[str]:
    return [name for _text, name, _form, _kind in Formatter().parse(text) if name]


def test_the_templates_name_no_country_and_their_sessions_fit_their_days():
    for one in of.templates().values():
        assert max(told.day for told in one.sessions) == one.days
        assert one.source
        last = [told for told in one.sessions if told.day == one.days][-1]
        assert last.what is of.Session.VISIT


def test_a_report_says_not_asked_instead_of_a_number():
    seen = workshop(DAYS, delegation(total=None))
    given = of.Given(seen=seen, visits=[], experts={}, today=DAYS.until_on, lang="es", named=lambda _kind, code: code)
    who = of.made(given).block("who")
    assert who is not None
    assert who.rows[0][2:4] == ["no se ha preguntado", "no se contó"]
    assert of.made(replace(given, lang="en")).title == "Report of the workshop: Laws; and, besides, practice"


@pytest.mark.parametrize(
    ("activity", "spent", "told"),
    [
        ("", None, ""),
        ("A-1", None, "Ningún programa tiene anotada la actividad A-1: lo gastado no se muestra."),
        ("A-1", {}, "Sin gastos anotados en el programa."),
        ("A-1", {"USD": Decimal("1234.5")}, "Gastado en esta actividad, según el programa: 1,234.50 USD."),
    ],
)
def test_what_was_spent_is_told_or_why_it_is_not(activity: str, spent: dict[str, Decimal] | None, told: str):
    line = of.LineSet(line="L1", name=WORDS, amount=Decimal(2000))
    seen = workshop(DAYS, of.Funded(donor="Donante", activity=activity, currency="USD"), line)
    given = of.Given(seen=seen, visits=[], experts={}, today=DAYS.until_on, lang="es", named=lambda _k, code: code, spent=spent)
    money = of.made(given).block("money")
    assert money is not None
    assert money.notes == ([told] if told else [])


def test_a_report_of_a_demonstration_says_so_on_its_pages(monkeypatch: pytest.MonkeyPatch):
    given = of.Given(seen=workshop(DAYS), visits=[], experts={}, today=DAYS.until_on, lang="es", named=lambda _kind, code: code)
    printed = {}
    for demo in (False, True):
        monkeypatch.setattr("vereda.workshops.printing.env", lambda: replace(env(), demo=demo))  # noqa: B023  called here
        page = pypdfium2.PdfDocument(printing.pdf(of.made(given)))[0]
        printed[demo] = page.get_textpage().get_text_range().count("DEMOSTRACIÓN")
    assert printed == {False: 0, True: 1}
