"""A country's part in a count of several: two who agree, whose records travel, a key that is gone after, what is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.access.tests.cast import Cast
from vereda.logbook.schema import der_of, sign_p1363, uuid7
from vereda.people.exchange import errors, keys, papers, tokens
from vereda.people.exchange.terms import Card, Terms
from vereda.people.exchange.unit import Unit, model_name, stored
from vereda.people.words import ConsentFor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
SEEN = datetime(2026, 8, 10, 15, 0, tzinfo=UTC)
OTHERS = ("gt", "hn")
SIGNING = {who: ec.derive_private_key(at + 2000, keys.P256) for at, who in enumerate(OTHERS)}
ROOTS = {who: who.encode() * 16 for who in OTHERS}


@pytest.fixture(autouse=True)
def clock(home: Path) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


class Run:
    """Mexico with an installation, two countries whose papers are made here, and a unit."""

    def __init__(self, cast: Cast, folder: Path) -> None:
        from vereda.people.door import count_run

        self.cast, self.folder, self.acts = cast, folder, count_run
        folder.mkdir()
        self.unit = Unit(folder / "unit")
        cards = [Card(who=who, signing=der_of(SIGNING[who].public_key()).hex()) for who in OTHERS]
        self.terms = Terms(
            run=uuid4(),
            cells=("nationality",),
            from_on=date(2026, 7, 1),
            to_on=date(2026, 9, 30),
            model=model_name(stored()),
            countries=(*cards, count_run.own_card("mx")),
            unit=self.unit.card,
            least=3,
            opened_on=NOW.date(),
            expires_on=NOW.date() + timedelta(days=20),
        )
        self.persons: set[UUID] = set()

    @property
    def by(self) -> Any:  # Any: an author
        from vereda.access.door import author_of

        return author_of(self.cast.reader("julia"))

    def agree(self) -> papers.Paper:
        assert self.acts.agree(self.terms, by=self.by, at=NOW) is None
        made = self.acts.agree(self.terms, by=replace(self.by, account="another"), at=NOW)
        assert made
        return self.paper("agreement-mx", made)

    def paper(self, name: str, content: bytes) -> papers.Paper:
        path = self.folder / f"{name}.json"
        path.write_bytes(content)
        return papers.read(path)

    def of(self, who: str, kind: str, body: dict[str, Any]) -> papers.Paper:
        return self.paper(
            f"{kind}-{who}", papers.written(kind, who, body, lambda message: sign_p1363(SIGNING[who], message), self.terms)
        )

    def others(self, mine: papers.Paper, *, lies: str = "") -> list[papers.Paper]:
        """Return agreements and shares of the other two; `lies` promised another share than it sends."""
        made = []
        for who in OTHERS:
            promised = keys.share_of(b"?" * 32 if who == lies else ROOTS[who])
            body = {"sealing": keys.public_of(keys.pair_of(ROOTS[who])), "promise": keys.commitment(self.terms, who, promised)}
            made.append(self.of(who, "agreement", body))
            bound = f"share|{self.terms.digest}|{who}|mx"
            sealed = keys.sealed_to(mine.body["sealing"], keys.share_of(ROOTS[who]), bound).hex()
            made.append(self.of(who, "share", {"sealed": {"mx": sealed}}))
        return made

    def everything(self, **lies: str) -> list[papers.Paper]:
        mine = self.agree()
        accepted = self.paper("accepted", self.unit.accept(self.terms, today=NOW.date()))
        return [mine, accepted, *self.others(mine, **lies)]

    def person(
        self, given: str = "Bandrekul", families: str = "Dilantas", at: datetime = SEEN, *, says: bool | None = True
    ) -> UUID:
        """Record a person of a case, with a name, and what she answers to the text for studies."""
        from vereda.logbook.door import Plain, record
        from vereda.logbook.schema import FieldClass
        from vereda.people.door import PersonMet, note_consent

        box = {"given": given, "families": families.split(), "birth_year_from": 1990, "birth_year_to": 1991}
        boxes = [Plain(cls=FieldClass.IDENTITY, fields=box)]
        met = PersonMet(nationality="HN", sex="F", age_band="30-59", purpose="legal")
        entry = uuid7(int(at.timestamp() * 1000))
        made: UUID = record(met, by=self.by, at=at, boxes=boxes, id=entry).subject
        if says is not None:
            answer = {"given" if says else "refused": [ConsentFor.STATISTICS, ConsentFor.MATCH]}
            note_consent(by=self.by, at=NOW, now=NOW, language="spa", person=made, **answer)
        self.persons.add(made)
        return made

    def linkable(self) -> Any:  # Any: Linkable
        from vereda.people.lookups.linkable import linkable

        return linkable(self.persons, "mx", self.terms.from_on, self.terms.to_on, "America/Mexico_City")

    def make(self, brought: list[papers.Paper]) -> Any:  # Any: Sent
        return self.acts.make_tokens(self.terms, brought, persons=self.persons, by=self.by, at=NOW)

    def logged(self) -> list[Any]:  # Any: entries as told
        from vereda.logbook.door import history

        return history(self.terms.run)


@pytest.fixture
def run(cast: Cast, tmp_path: Path) -> Run:
    return Run(cast, tmp_path / "run")


# Two who agree -----------------------------------------------------------------------------------------------------------


def test_nothing_leaves_before_two_different_persons_said_yes_to_the_same_terms(run: Run):
    with pytest.raises(errors.CountNotAgreed):
        run.acts.share(run.terms, [], country="mx", today=NOW.date())
    assert run.acts.agree(run.terms, by=run.by, at=NOW) is None
    with pytest.raises(errors.CountSamePerson):
        run.acts.agree(run.terms, by=run.by, at=NOW)
    with pytest.raises(errors.CountNotAgreed):
        run.acts.share(run.terms, [], country="mx", today=NOW.date())
    other = replace(run.terms, cells=())
    assert run.acts.agree(other, by=replace(run.by, account="another"), at=NOW) is None, "a yes to other terms is no second"
    assert run.acts.agree(run.terms, by=replace(run.by, account="another"), at=NOW)
    assert [one.kind for one in run.logged()] == ["people.count_run_agreed"] * 3


def test_a_second_call_gives_the_same_agreement_again(run: Run):
    first = run.agree().body
    again = run.acts.agree(run.terms, by=run.by, at=NOW)
    assert orjson.loads(again)["body"] == first
    assert len(run.logged()) == 2


def test_nobody_agrees_to_a_run_that_does_not_name_this_installation_or_another_model(run: Run):
    for other, why in (
        (
            replace(run.terms, countries=(*run.terms.countries[:2], Card(who="mx", signing=run.terms.unit.signing + "00"))),
            errors.CountNotOurs,
        ),
        (replace(run.terms, model="1:0"), errors.CountModelUnknown),
        (replace(run.terms, to_on=date(2026, 11, 1)), errors.CountTermsWrong),
        (replace(run.terms, opened_on=date(2026, 10, 1), expires_on=date(2026, 10, 20)), errors.CountExpired),
    ):
        with pytest.raises(why):
            run.acts.agree(other, by=run.by, at=NOW)
    assert run.logged() == []


# Shares and tokens -------------------------------------------------------------------------------------------------------


def test_each_other_country_opens_the_share_and_the_unit_finds_nothing_for_itself(run: Run):
    brought = run.everything()
    told = orjson.loads(run.acts.share(run.terms, brought, country="mx", today=NOW.date()))
    assert set(told["body"]["sealed"]) == set(OTHERS)
    opened = {
        keys.opened(keys.pair_of(ROOTS[who]), bytes.fromhex(told["body"]["sealed"][who]), f"share|{run.terms.digest}|mx|{who}")
        for who in OTHERS
    }
    (share,) = opened
    assert share
    assert keys.commitment(run.terms, "mx", share) == brought[0].body["promise"]


def test_tokens_are_those_of_the_key_of_all_shares_and_open_for_the_unit_alone(run: Run):
    for _ in range(4):
        run.person()
    brought = run.everything()
    sent = run.make(brought)
    assert (sent.records, sent.whole) == (4, 4)
    body = orjson.loads(sent.paper)["body"]
    from vereda.logbook.door import passing

    shares = {who: keys.share_of(ROOTS[who]) for who in OTHERS} | {
        "mx": keys.share_of(passing(run.terms.run, run.acts.USE) or b"")
    }
    key = keys.run_key(run.terms, shares)
    assert body["key_check"] == keys.key_check(key)
    plain = keys.opened(run.unit._pair(run.terms), bytes.fromhex(body["sealed"]), f"tokens|{run.terms.digest}|mx")
    table = tokens.unpacked(plain or b"")
    assert table is not None
    from vereda.people.matching.tokens import Tokens

    assert set(table["g1"].to_pylist()) == {Tokens(key, within="HN").of("given", "bandrekul")}
    assert b"andrekul" not in sent.paper + (plain or b"")
    assert keys.opened(keys.pair_of(ROOTS["gt"]), bytes.fromhex(body["sealed"]), f"tokens|{run.terms.digest}|mx") is None
    assert run.logged()[-1].payload.records == 4


def test_a_share_other_than_the_promised_one_stops_the_run(run: Run):
    run.person()
    with pytest.raises(errors.CountShareWrong) as told:
        run.make(run.everything(lies="hn"))
    assert told.value.details == {"who": "hn"}


@pytest.mark.parametrize("lacking", ["agreement-hn", "share-gt", "accepted"])
def test_what_is_lacking_is_named(run: Run, lacking: str):
    run.person()
    brought = [one for one in run.everything() if one.file != f"{lacking}.json"]
    with pytest.raises(errors.CountFileMissing):
        run.make(brought)


def test_a_country_in_which_nobody_allows_it_sends_nothing(run: Run):
    run.person(says=False)
    with pytest.raises(errors.CountNobodyConsented):
        run.make(run.everything())
    assert run.logged()[-1].kind == "people.count_run_agreed"


# Whose records -----------------------------------------------------------------------------------------------------------


def test_only_who_said_yes_to_the_text_that_names_other_countries_is_linked(run: Run, monkeypatch: pytest.MonkeyPatch):
    yes = run.person()
    run.person(says=False)
    run.person(says=None)
    from vereda.people.lookups import consents

    with monkeypatch.context() as patch:
        first = {key: replace(one, version=1) for key, one in consents.texts("spa").items()}
        patch.setattr(consents, "texts", lambda language: first)
        run.person()
    found = run.linkable()
    assert found.subjects == [yes]
    assert found.own[0].given == "Bandrekul"
    assert found.own[0].born == (1990, 1991)


def test_a_yes_that_was_taken_back_and_a_person_who_was_erased_are_out(run: Run):
    from vereda.logbook.door import erase
    from vereda.people.door import consents, withdraw_consent
    from vereda.people.words import WithdrawnBy

    one, other = run.person(), run.person()
    (row,) = consents.consents_of("mx", person=one)
    withdraw_consent(consent=row.subject, by=run.by, at=NOW, way=WithdrawnBy.DESK)
    erase(other, by=run.by, at=NOW, second="another")
    assert run.linkable().subjects == []


def test_a_yes_of_another_machine_counts_by_whose_it_is_and_what_was_said_since(run: Run):
    """A yes to the newer text that another group's post wrote, or that a later no overruled, sends nobody to other countries."""
    from vereda.logbook.door import record
    from vereda.people.door import consents
    from vereda.people.entries.consent import ConsentGiven, ConsentRefused, Read

    one, other = run.person(says=None), run.person(says=None)
    told = [
        (one, ConsentGiven, 2, 3, replace(run.by, group="tijuana")),
        (one, ConsentGiven, 1, 1, run.by),
        (other, ConsentGiven, 2, 3, run.by),
        (other, ConsentRefused, 2, 2, run.by),
        (other, ConsentGiven, 1, 1, run.by),
    ]
    for person, kind, version, hours, by in told:
        signed = {"mode": "signed"} if kind is ConsentGiven else {}
        read = [Read(purpose=ConsentFor.STATISTICS, version=version)]
        answer = kind(person=person, language="spa", purposes=read, **signed)
        record(answer, by=by, at=NOW - timedelta(hours=hours))
    assert consents.answers([one, other], ConsentFor.STATISTICS, "mx") == {one: True, other: True}
    assert run.linkable().subjects == []


def test_who_is_of_no_case_is_out_and_who_was_written_on_other_days_tells_only_how_often_a_name_is_borne(run: Run):
    inside = run.person()
    run.person(at=datetime(2026, 10, 2, tzinfo=UTC))
    stranger = run.person()
    run.persons.discard(stranger)
    found = run.linkable()
    assert len(found.own) == 1
    assert len(found.held) == 1
    assert inside in found.subjects
    assert stranger not in found.subjects


def test_records_that_were_put_together_travel_as_one_the_one_with_the_most_names(run: Run):
    from vereda.people.door import decide_link
    from vereda.people.words import LinkSays

    one, other = run.person(families="Dilantas"), run.person(families="Dilantas Kunorvon")
    decide_link(one, other, LinkSays.SAME, because=[], known=[], by=run.by, at=NOW)
    found = run.linkable()
    assert [own.surnames for own in found.own] == ["Dilantas Kunorvon"]


# Closing -----------------------------------------------------------------------------------------------------------------


def test_closing_destroys_the_key_and_the_files_and_is_written_once(run: Run):
    from vereda.logbook.door import passing
    from vereda.settings.environment import env

    for _ in range(3):
        run.person()
    sent = run.paper("tokens-mx", run.make(run.everything()).paper)
    assert passing(run.terms.run, run.acts.USE)
    _, gone = run.acts.close(run.terms, [], by=run.by, at=NOW, files=[run.folder / sent.file])
    assert gone == 1
    assert not (run.folder / sent.file).exists()
    assert passing(run.terms.run, run.acts.USE) is None
    assert not list((env().keys / "passing").iterdir())
    for again in (lambda: run.acts.share(run.terms, [], country="mx", today=NOW.date()), lambda: run.agree()):
        with pytest.raises(errors.CountClosed):
            again()
    run.acts.close(run.terms, [], by=run.by, at=NOW)
    kinds = [one.kind for one in run.logged()]
    assert kinds.count("people.count_run_closed") == 1


def test_half_of_the_secret_alone_gives_nothing_and_its_last_day_ends_it(run: Run):
    from vereda.logbook.door import passing
    from vereda.logbook.nodekeys import key_store
    from vereda.people.exchange.terms import ends_at
    from vereda.settings.environment import env

    run.agree()
    (half,) = (env().keys / "passing").iterdir()
    kept = half.read_bytes()
    half.unlink()
    assert passing(run.terms.run, run.acts.USE) is None, "a backup of keys alone gives nothing"
    half.write_bytes(kept)
    assert passing(run.terms.run, run.acts.USE)
    key_store().destroy_due(ends_at(run.terms) + timedelta(seconds=1))
    assert passing(run.terms.run, run.acts.USE) is None


def test_what_is_written_of_a_run_holds_ids_and_counts_alone(run: Run):
    for _ in range(3):
        run.person("Zirunfod", "Zelanpim")
    run.make(run.everything())
    run.acts.close(run.terms, [], by=run.by, at=NOW)
    told = [one.payload.model_dump(mode="json") for one in run.logged()]
    text = orjson.dumps(told).decode().lower()
    assert "zirunfod" not in text
    assert set(told[0]) == {"terms", "countries", "cells", "from_on", "to_on"}
    assert told[2] == {"terms": run.terms.digest, "records": 3, "whole": 3}
