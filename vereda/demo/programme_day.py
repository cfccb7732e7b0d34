"""A programme as a demonstration: a phase that is closed and the next one, an indicator in other words, a grant being spent.

`promised/programme.toml` says what; here it gets its days. All is invented. Of the quarters before this installation counted
there are reported values, and of some nothing at all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from vereda.access.door import Role
from vereda.demo.reports_day import office_author
from vereda.logbook.door import Author, Draft, record_all
from vereda.logbook.schema import uuid8
from vereda.programme import door as programme
from vereda.programme import schema as of
from vereda.statistics import door as statistics

HOME = "home"  # stands where the country of the installation stands

type Told = Mapping[str, Any]  # a table of the file


@cache
def data() -> Told:
    """Return the file."""
    return tomllib.loads((Path(__file__).parent / "promised" / "programme.toml").read_text(encoding="utf-8"))


def programme_day(country: str, now: datetime) -> UUID:
    """Record the programme, its first phase whole, closed and sent, the second one begun; return its id."""
    by, days = office_author(country, Role.PROGRAMME_OFFICER), phases(now.date())
    opened = of.Opened(**data()["opened"], from_on=days["1"][0])
    subject = programme.open_programme(opened, by=by, at=now).subject

    def write(facts: Iterable[of.OfProgramme]) -> None:
        record_all([Draft(payload=one, subject=subject, by=by, at=now) for one in facts])

    write(_framework(country, days["1"][0]))
    for told in data()["phases"]:
        phase, (begins, ends) = told["phase"], days[told["phase"]]
        name = of.Said(**told["name"])
        programme.open_phase(subject, phase=phase, name=name, from_on=begins, until_on=ends, by=by, at=now)
        write([*_promised(told, begins), *_values(country, phase, begins), *_done(country, phase, begins)])
        if phase == "1":
            over = ends + timedelta(days=9)
            programme.close_phase(subject, phase=phase, source=programme.counts_nothing, today=over, by=by, at=now)
            _propose(subject, country, phase, programme.periods.ALL, by, now)
            _send(subject, country, now)
    begins = days["2"][0]
    _propose(subject, country, "2", next(programme.periods.quarters(*days["2"])).code, by, now)
    _send(subject, country, now)
    # What came late: the sent report stays, and a second version waits for another person.
    write([*_values(country, "2", begins, late=True), *_received(country, begins), *_cited(country, begins)])
    _propose(subject, country, "2", next(programme.periods.quarters(*days["2"])).code, by, now, why=of.Said(**data()["resent"]))
    return subject


def _propose(subject: UUID, country: str, phase: str, period: str, by: Author, now: datetime, why: of.Said | None = None) -> None:
    """Seal the report of a period and ask that it be sent."""
    seen, today = programme.programme(subject, country), now.date()
    found = next(one for one in seen.phases if one.code == phase)
    span = next(one for one in programme.periods.of_phase(*found.days) if one.code == period)
    asked = programme.Asked(seen, found, span, programme.counting(today), today, cited=programme.looks_up(country))
    programme.propose_report(subject, asked, grant=data()["grant"]["grant"], why=why, by=by, at=now)


def _send(subject: UUID, country: str, now: datetime) -> None:
    """Have another person send what waits."""
    by = office_author(country, Role.DATA_PROTECTION)
    for row in programme.waiting(country):
        if row.programme == subject and row.proposal:
            programme.send_report(row.subject, content=row.proposal["content"], by=by, at=now)


def phases(today: date) -> dict[str, tuple[date, date]]:
    """Return the days of each phase: the second began a quarter before the one of today."""
    first, second = data()["phases"]
    begins = quarter(today, -1)
    return {
        "1": (quarter(begins, -first["quarters"]), begins - timedelta(days=1)),
        "2": (begins, quarter(begins, second["quarters"]) - timedelta(days=1)),
    }


def quarter(on: date, after: int = 0) -> date:
    """Return the first day of the quarter of a day, or of one so many after it."""
    number = on.year * 4 + (on.month - 1) // 3 + after
    return date(number // 4, number % 4 * 3 + 1, 1)


def _framework(country: str, from_on: date) -> Iterator[of.OfProgramme]:
    for partner, organisation in data()["partners"].items():
        yield of.PartnerSet(country=_country(partner, country), organisation=organisation, from_on=from_on)
    for told in data()["results"]:
        yield of.ResultSet(**told)
    for told in data()["indicators"]:
        yield of.IndicatorSet(**{name: value for name, value in told.items() if name != "text"})
        yield of.IndicatorWorded(indicator=told["indicator"], from_on=from_on, text=of.Said(**told["text"]))
    yield of.GrantSet(**data()["grant"], from_on=from_on, until_on=quarter(from_on, 12) - timedelta(days=1))


def _promised(told: Told, begins: date) -> Iterator[of.OfProgramme]:
    """Yield the targets of a phase, with the baselines that none before it gives; in a later phase the new words as well."""
    for code, target in told["targets"].items():
        value, source = told.get("baselines", {}).get(code, (None, ""))
        yield of.TargetSet(phase=told["phase"], indicator=code, target=target, baseline=value, baseline_source=source)
    if "baselines" not in told:
        yield of.IndicatorWorded(**data()["reworded"], from_on=begins)


def _values(country: str, phase: str, begins: date, *, late: bool = False) -> Iterator[of.ValueReported]:
    for of_phase, number, code, partner, value, *out_of in data()["values"]["late" if late else "rows"]:
        if of_phase != phase:
            continue
        first = quarter(begins, number)
        ends = quarter(first, 1) - timedelta(days=1)
        where = _country(partner, country)
        yield of.ValueReported(
            indicator=code,
            country=where,
            from_on=first,
            until_on=ends,
            value=value,
            out_of=out_of[0] if out_of else None,
            parts=_sexes(value) if code == "CAP-1" else [],
            source=data()["source"],
            document=f"DEMO-{first.year}-T{(first.month + 2) // 3}-{(where or 'oficina').upper()}",
            document_on=ends,
        )


def _received(country: str, begins: date) -> Iterator[of.AggregateReceived]:
    """Yield the protected cells that partners sent, one of them withheld; they come in by file elsewhere."""
    ends = quarter(begins, 1) - timedelta(days=1)
    for code, partner, value in data()["received"]["rows"]:
        yield of.AggregateReceived(
            indicator=code,
            country=_country(partner, country),
            from_on=begins,
            until_on=ends,
            value=value if value else None,
            edition=data()["received"]["edition"],
            document=f"DEMO-{partner.upper()}",
            document_on=ends,
            file="0" * 64,
        )


def _cited(country: str, begins: date) -> Iterator[of.ClaimMade]:
    """Yield a claim that stands on a cell of the latest edition; none where no edition stands."""
    told = data()["cited"]
    row = next((one for one in statistics.editions_of(country) if one.origin == statistics.Origin.OWN and one.revisions), None)
    if row is not None:
        cell = programme.cite(country, row.period, told["table"], told["codes"])
        claim = _claim(told, begins)
        stands = of.Evidence(stands=of.Stands.EDITION, ref=f"{row.period} r{cell.revision}", cell=cell)
        yield claim.model_copy(update={"evidence": [*claim.evidence, stands]})


def _sexes(value: int) -> list[of.Part]:
    women = data()["values"]["women"].get(str(value))
    told = (("F", women), ("M", value - women)) if women else ()
    return [of.Part(by=of.Dimension.SEX, code=code, value=number) for code, number in told]


def _done(country: str, phase: str, begins: date) -> Iterator[of.OfProgramme]:
    """Yield activities, costs and claims of a phase."""
    for told in data()["activities"]:
        kept = {name: value for name, value in told.items() if name not in ("phase", "quarter", "day", "days", "country")}
        on = quarter(begins, told["quarter"]) + timedelta(days=told["day"])
        if told["phase"] == phase:
            yield of.ActivitySet(
                **kept,
                organisation=data()["opened"]["office"],
                country=_country(told["country"], country),
                from_on=on,
                until_on=on + timedelta(days=told["days"] - 1),
                document=f"DEMO-{told['activity']}",
            )
    for of_phase, number, day, line, amount, currency, what, activity, document, *rate in data()["spent"]["rows"]:
        if of_phase == phase:
            on = quarter(begins, number) + timedelta(days=day)
            yield of.Spent(
                grant=data()["grant"]["grant"],
                line=line,
                amount=amount,
                currency=currency,
                on=on,
                what=what,
                activity=activity or None,
                document=document,
                rate=of.Rate(for_one=rate[0], on=on, source=data()["spent"]["rate_source"]) if rate else None,
            )
    yield from (_claim(told, begins) for told in data()["claims"] if told["phase"] == phase)


def _claim(told: Told, begins: date) -> of.ClaimMade:
    at = datetime.combine(begins, time.min, UTC)
    name = f"{told['phase']}{told['section']}".ljust(10, ".").encode()[:10]
    return of.ClaimMade(
        claim=uuid8(int(at.timestamp() * 1000), name),
        phase=told["phase"],
        section=told["section"],
        from_on=begins,
        until_on=quarter(begins, told["quarters"]) - timedelta(days=1),
        text=of.Said(**told["text"]),
        evidence=[of.Evidence(stands=stands, ref=ref) for stands, ref in told["evidence"]],
    )


def _country(written: str, country: str) -> str:
    return country if written == HOME else written
