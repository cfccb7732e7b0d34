"""Tables of law have an owner, a version, a day of review and a signature; a changed row makes a signed table unsigned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from vereda.countries.door import Deadline, calendar_of, law_countries, laws_of, pack
from vereda.legal import labels
from vereda.legal.lookups import signed
from vereda.legal.rules.registered import Rule, Table, digest_of, rule_of
from vereda.legal.rules.terms import Note, computed

ON = date(2026, 11, 29)
ROWS = list(pack("mx").legal_deadlines.values())
TERMS = pack("mx").law_tables["MX-TERMS"]


def by_lawyer(rows: list[Deadline], was: list[Deadline] | None = None) -> Rule:
    """Return the table of these rows, signed by somebody made up who read `was`."""
    signature = {"signed_by": "Lic. Inventada", "signed_on": date(2026, 11, 1), "signed_table": digest_of(was or rows)}
    return rule_of("mx", TERMS.model_copy(update=signature), rows)


def test_every_table_of_every_country_has_its_row_and_nobody_has_signed_one():
    asked = {*product(law_countries(), Table)}
    assert set(signed.rules()) == asked
    for (country, _table), rule in signed.rules().items():
        assert rule.owner
        assert rule.source
        assert rule.version >= 1
        assert rule.named.startswith(f"{country.upper()}-")
        assert not rule.is_signed
    assert len({rule.digest for rule in signed.rules().values()}) == len(asked), "each is the digest of its own rows"
    assert signed.rules()[("gt", Table.TERMS)].digest == digest_of(laws_of("gt").deadlines)


def test_a_signature_holds_for_the_rows_that_were_read_until_the_day_of_review():
    rule = by_lawyer(ROWS)
    assert rule.is_in_force(ON)
    assert not rule.is_in_force(rule.review_on + timedelta(days=1))
    assert not rule.is_in_force(date(2026, 10, 31)), "nor before it was signed"


@pytest.mark.parametrize("change", [{"amount": 31}, {"exceptions_es": "otra"}, {"source": "otra"}, {"code": "MX-OTRO"}])
def test_a_changed_row_makes_it_unsigned_again(change: dict[str, object]):
    better = [ROWS[0].model_copy(update=change), *ROWS[1:]]
    assert not by_lawyer(better, was=ROWS).is_signed
    assert by_lawyer(better).is_signed


def test_a_row_more_or_less_or_in_another_place_does_too_and_the_name_of_who_looked_at_one_row_does_not():
    for rows in (ROWS[1:], [*ROWS, ROWS[0]], ROWS[::-1]):
        assert not by_lawyer(rows, was=ROWS).is_signed
    looked_at = [row.model_copy(update={"reviewed_by": "Lic. Inventada", "reviewed_on": ON}) for row in ROWS]
    assert by_lawyer(looked_at, was=ROWS).is_signed


@pytest.fixture
def approved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a lawyer sign the terms of Mexico, as they are."""
    made = {**signed.rules(), ("mx", Table.TERMS): by_lawyer(ROWS)}
    monkeypatch.setattr(signed, "rules", lambda: made)


def test_the_sentence_is_said_until_each_table_that_is_used_was_signed(approved: None):
    assert labels.unsigned(["mx"], ON, Table.TERMS) == ""
    assert labels.unsigned(["mx", "gt"], ON, Table.TERMS) == str(labels.UNSIGNED_DATES)
    assert labels.unsigned(["mx"], ON, Table.TERMS, Table.CASE_KINDS) == str(labels.UNSIGNED_DATES)
    assert labels.unsigned(["mx"], ON, Table.LAWS) == str(labels.UNSIGNED)
    assert labels.unsigned(["zz"], ON, Table.LAWS) == str(labels.UNSIGNED), "what is not registered is not signed"
    assert signed.named("zz", Table.LAWS) == ""
    assert signed.named("gt", Table.TERMS) == "GT-TERMS v1"


def test_a_term_of_a_signed_table_says_no_more_that_nobody_signed_it():
    row, zone = pack("mx").legal_deadlines["MX-REF-APPLY"], ZoneInfo("America/Matamoros")
    at = datetime(2026, 11, 20, 9, tzinfo=zone)
    told = [computed(row, at, calendar_of("mx"), now=at, is_approved=yes).notes for yes in (False, True)]
    assert [Note.NOT_SIGNED in notes for notes in told] == [True, False]
    assert replace(by_lawyer(ROWS), signed_by="").is_signed is False
