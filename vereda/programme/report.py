"""A donor report as blocks of text and table: the page, the workbook and the PDF draw the same ones, so that they agree. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from vereda.programme.entries import Figure, IndicatorSet
from vereda.programme.phrases import phrase
from vereda.programme.rules.figures import Source, figure, shown
from vereda.programme.rules.lists import standards
from vereda.programme.rules.money import Ledger, ledger
from vereda.programme.rules.periods import Period, quarters
from vereda.programme.rules.told import Baseline, Phase, Programme
from vereda.programme.rules.who import country_name, reached
from vereda.programme.words import Dimension, Origin, Section, Unit

type Cell = str | Decimal | None  # None: an empty place

LANGUAGES = ("es", "en")


@dataclass(frozen=True)
class Column:
    head: str
    is_number: bool = False


@dataclass(frozen=True)
class Block:
    """A table with what stands above and below it. `code` names it for pages and tests; links: the indicator of each row."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    section: str
    text: str
    stands: str


@dataclass(frozen=True)
class Report:
    """A report of one period of a phase, in one language."""

    lang: str
    title: str
    heading: tuple[str, ...]
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    period: Period

    def block(self, code: str) -> Block:
        return next(one for one in self.blocks if one.code == code)


@dataclass(frozen=True)
class Told:
    """An indicator in a report: its figures, and what they are held against."""

    one: IndicatorSet
    within: Figure
    so_far: Figure
    by_quarter: tuple[Figure, ...]
    baseline: Baseline | None
    target: Decimal | None


@dataclass(frozen=True)
class Asked:
    """What a report is of. source: what the program counts; today: the local day on which it is made."""

    programme: Programme
    phase: Phase
    period: Period
    source: Source
    today: date
    lang: str = "es"

    def t(self, name: str, /, **said: object) -> str:
        return phrase(self.lang, name, **said)

    def day(self, on: date) -> str:
        return day(on, self.lang)


def made(asked: Asked) -> Report:
    """Return the report: heading, blocks, narrative, and what a reader must know of its figures."""
    programme, t = asked.programme, asked.t
    told = list(indicators_of(asked))
    money = [ledger(programme, grant, asked.period.from_on, asked.period.until_on) for grant in programme.grants.values()]
    blocks = [
        results(asked),
        framework(asked, told),
        by_quarter(asked, told),
        parts(asked, told),
        by_sector(asked, told),
        *(spending(asked, one) for one in money if one.grant.from_on <= asked.period.until_on),
        activities(asked),
        how(asked, told),
    ]
    return Report(
        lang=asked.lang,
        title=f"{t('report')}: {programme.opened.name.of(asked.lang)}",
        heading=tuple(heading(asked)),
        blocks=tuple(one for one in blocks if one.rows),
        claims=tuple(claims(asked)),
        notes=tuple(t(f"note.{one}") for one in ("not_measured", "protected", "young", "events", "wording", "money")),
        period=asked.period,
    )


def indicators_of(asked: Asked) -> Iterator[Told]:
    """Yield each indicator of the phase with its figures."""
    programme, phase, period = asked.programme, asked.phase, asked.period
    begins = phase.days[0]
    spans = begun(asked)

    def of(one: IndicatorSet, from_on: date, until_on: date) -> Figure:
        return figure(programme, one, from_on, until_on, asked.source, asked.today)

    for one in programme.measured_in(phase.code):
        target = programme.targets[phase.code, one.indicator]
        yield Told(
            one=one,
            within=of(one, period.from_on, period.until_on),
            so_far=of(one, begins, period.until_on),
            by_quarter=tuple(of(one, span.from_on, span.until_on) for span in spans),
            baseline=programme.baseline(phase, one.indicator),
            target=target.target,
        )


def begun(asked: Asked) -> list[Period]:
    """Return the quarters of the phase up to the end of the period that have begun."""
    last = min(asked.period.until_on, asked.today)
    return [one for one in quarters(*asked.phase.days) if one.from_on <= last and one.until_on <= asked.period.until_on]


# Blocks -------------------------------------------------------------------------------------------------------------


def heading(asked: Asked) -> Iterator[str]:
    """Yield the lines above everything."""
    programme, phase, t = asked.programme, asked.phase, asked.t
    begins, ends = phase.days
    yield t("phase", code=phase.code, name=phase.opened.name.of(asked.lang), from_on=asked.day(begins), until_on=asked.day(ends))
    yield t("period", from_on=asked.day(asked.period.from_on), until_on=asked.day(asked.period.until_on))
    yield t("office", office=programme.opened.office, country=country_name(programme.opened.office_country, asked.lang))
    partners = [
        t("partner", country=country_name(one.country, asked.lang), organisation=one.organisation)
        for one in programme.partners
        if one.from_on <= asked.period.until_on and (one.until_on is None or one.until_on >= asked.period.from_on)
    ]
    yield t("partners", partners="; ".join(partners)) if partners else t("no_partners")
    donors = dict.fromkeys(one.donor for one in programme.grants.values() if one.from_on <= asked.period.until_on)
    if donors:
        yield t("donors", donors=", ".join(donors))
    if phase.opened.after:
        yield t("baselines", phase=phase.opened.after)
    yield t("made", on=asked.day(asked.today))
    yield t("closed", on=asked.day(phase.closed.closed_on)) if phase.closed else t("open")


def results(asked: Asked) -> Block:
    """Return goal, outcomes and outputs."""
    t = asked.t
    rows = [(t(one.level), one.result, one.text.of(asked.lang), one.parent or "") for one in asked.programme.results]
    return Block("results", t("results"), _columns(asked, "level", "code", "text", "serves"), tuple(rows))


def framework(asked: Asked, told: Sequence[Told]) -> Block:
    """Return each indicator with baseline, target, what the period brought, how far the phase is, and remarks.

    Where the period begins with the phase, what it brought is how far the phase is, and stands once.
    """
    begins = asked.period.from_on == asked.phase.days[0]
    heads = ["code", "indicator", "unit", "baseline", "target", *([] if begins else ["within"]), "so_far", "progress", "note"]
    rows: list[tuple[Cell, ...]] = [
        (
            one.one.indicator,
            wording(asked, one.one.indicator),
            asked.t(one.one.unit),
            _baseline(asked, one),
            one.target if one.target is not None else asked.t("no_target"),
            *([] if begins else [value(asked, one.within)]),
            value(asked, one.so_far),
            _progress(one),
            "; ".join(remarks(asked, one)),
        )
        for one in told
    ]
    columns = _columns(asked, *heads, numbers=("baseline", "target", "within", "so_far", "progress"))
    links = tuple(one.one.indicator for one in told)
    return Block("indicators", asked.t("indicators"), columns, tuple(rows), links=links)


def by_quarter(asked: Asked, told: Sequence[Told]) -> Block:
    """Return the quarters of the phase up to the end of the period, side by side."""
    spans = begun(asked)
    columns = (*_columns(asked, "code"), *(Column(quarter(one, asked.lang), is_number=True) for one in spans))
    rows = tuple((one.one.indicator, *(value(asked, found) for found in one.by_quarter)) for one in told)
    links = tuple(one.one.indicator for one in told)
    return Block("by_quarter", asked.t("by_quarter"), columns, rows if spans else (), links=links)


def parts(asked: Asked, told: Sequence[Told]) -> Block:
    """Return the parts of each value of the period."""
    rows = [
        (one.one.indicator, asked.t(part.by), part_name(part.by, part.code, asked.lang), _or_withheld(asked, part.value))
        for one in told
        for part in one.within.parts
    ]
    return Block("parts", asked.t("parts"), _columns(asked, "code", "by", "text", "value", numbers=("value",)), tuple(rows))


def by_sector(asked: Asked, told: Sequence[Told]) -> Block:
    """Return the donor's sectors that this programme works in: what it measures of each, and what it does not."""
    own = {one.one.sector: one for one in told if one.one.sector}
    used = {standards()[code].sector_en for code in own if code in standards()} | {"Mandatory"} if own else set()
    rows: list[tuple[Cell, ...]] = []
    for row in standards().values():
        if row.sector_en not in used:
            continue
        there = own.get(row.code)
        said: Cell = value(asked, there.within) if there else asked.t("not_measured")
        rows.append(
            (
                row.sector(asked.lang),
                row.code,
                row.indicator(asked.lang),
                there.one.indicator if there else "",
                said,
                row.verified(asked.lang),
            )
        )
    columns = _columns(asked, "sector", "code", "standard", "own", "within", "verified", numbers=("within",))
    return Block("sectors", asked.t("sectors"), columns, tuple(rows))


def spending(asked: Asked, money: Ledger) -> Block:
    """Return a grant's lines: budget, spent in the period and so far, what is left."""
    t, grant = asked.t, money.grant
    is_whole = asked.period.from_on <= grant.from_on
    heads = ("line", "budget", *(() if is_whole else ("spent_within",)), "spent", "left", "share")

    def row(name: str, budget: Decimal, within: Decimal, so_far: Decimal, share: str) -> tuple[Cell, ...]:
        return name, budget, *(() if is_whole else (within,)), so_far, budget - so_far, share

    rows = [
        row(f"{one.line.line} {one.line.name.of(asked.lang)}", one.line.amount, one.within, one.so_far, f"{one.share} %")
        for one in money.lines
    ]
    rows.append(row(t("total"), money.budget, money.within, money.so_far, ""))
    kinds = ", ".join(f"{t(f'kind.{kind}')} {currency} {drawn(sum_)}" for (kind, currency), sum_ in money.by_kind.items())
    outside = grant.amount - money.budget
    notes = [
        t("by_kind_so_far" if is_whole else "by_kind", kinds=kinds) if kinds else "",
        t("outside_award", currency=grant.currency, amount=drawn(outside)) if outside else "",
        *(
            t("elsewhere", line=line, currency=currency, amount=drawn(amount))
            for (line, currency), amount in sorted(money.elsewhere.items())
        ),
        t("doubled", documents=", ".join(money.doubled)) if money.doubled else "",
    ]
    lead = t(
        "money_lead",
        currency=grant.currency,
        amount=drawn(grant.amount),
        from_on=asked.day(grant.from_on),
        until_on=asked.day(grant.until_on),
    )
    return Block(
        code=f"money:{grant.grant}",
        title=t("money", donor=grant.donor, award=grant.award),
        columns=_columns(asked, *heads, numbers=heads[1:]),
        rows=tuple(rows),
        lead=(lead,),
        notes=tuple(one for one in notes if one),
    )


def activities(asked: Asked) -> Block:
    """Return who did what within the period."""
    t, period = asked.t, asked.period
    rows: list[tuple[Cell, ...]] = [
        (
            one.title.of(asked.lang),
            one.organisation,
            country_name(one.country, asked.lang) + (f", {one.state}" if one.state else ""),
            f"{asked.day(one.from_on)} - {asked.day(one.until_on)}",
            t(f"for.{one.for_whom}"),
            one.targeted,
            reached(one, asked.today) if one.reached is not None else t("not_measured"),
            t(f"status.{one.status}"),
        )
        for one in asked.programme.activities.values()
        if one.from_on <= period.until_on and one.until_on >= period.from_on
    ]
    heads = ("activity", "who", "where", "when", "for_whom", "targeted", "reached", "status")
    return Block("activities", t("activities"), _columns(asked, *heads, numbers=("targeted", "reached")), tuple(rows))


def how(asked: Asked, told: Sequence[Told]) -> Block:
    """Return how each indicator is measured."""
    t = asked.t
    rows = [
        (
            one.one.indicator,
            one.one.result,
            one.one.means.of(asked.lang),
            ", ".join(t(dimension) for dimension in one.one.split),
            t(f"adding.{one.one.adding}"),
        )
        for one in told
    ]
    return Block("how", t("how"), _columns(asked, "code", "result", "means", "split", "adding"), tuple(rows))


def claims(asked: Asked) -> Iterator[Claim]:
    """Yield the narrative of the period, section by section, each claim with what it stands on."""
    period = asked.period
    for section in Section:
        for one in asked.programme.claims.values():
            if one.phase == asked.phase.code and one.section is section and _touches(one.from_on, one.until_on, period):
                evidence = "; ".join(asked.t(item.stands, ref=item.ref) for item in one.evidence)
                yield Claim(asked.t(f"section.{section}"), one.text.of(asked.lang), asked.t("stands", evidence=evidence))


# Words of one value -------------------------------------------------------------------------------------------------


def wording(asked: Asked, indicator: str) -> str:
    """Return how an indicator is said at the end of the period."""
    found = asked.programme.worded(indicator, asked.period.until_on)
    return found.text.of(asked.lang) if found else indicator


def value(asked: Asked, found: Figure) -> Cell:
    """Return a figure's number, or that it is not measured; never a zero for what nobody measured."""
    number = shown(found)
    return number if number is not None else asked.t("not_measured")


def remarks(asked: Asked, told: Told) -> Iterator[str]:
    """Yield what must be known of an indicator's figures: why there is none, what is missing, its origin, other words."""
    t, found = asked.t, told.within
    if told.one.unit is Unit.PERCENT and found.value is not None and found.out_of is not None:
        yield f"{drawn(found.value)} / {drawn(found.out_of)}"
    yield from gaps(found, asked.lang)
    origins = [str(one) for one in found.origins if one is not Origin.FROZEN]
    if origins:
        yield t("+".join(origins))
    versions = [one for one in asked.programme.wordings.get(told.one.indicator, ()) if one.from_on <= asked.period.until_on]
    if len(versions) > 1 and versions[-1].from_on >= asked.phase.days[0]:
        yield t("reworded", on=asked.day(versions[-1].from_on), text=versions[-2].text.of(asked.lang))


def gaps(found: Figure, lang: str) -> Iterator[str]:
    """Yield why a figure has no value, or what is not in it: days, countries that did not report, countries with too few."""
    if found.why is not None:
        yield phrase(lang, f"why.{found.why}")
        return
    if found.is_partial and found.until is not None:
        yield phrase(lang, "is_partial", until=day(found.until, lang))
    for name, countries in (("missing", found.missing), ("withheld", found.withheld)):
        if any(countries):
            yield phrase(lang, name, countries=", ".join(country_name(one, lang) for one in countries))


def part_name(by: Dimension, code: str, lang: str) -> str:
    """Return the words for the code of a part."""
    if by is Dimension.SEX and code in "FMXU":
        return phrase(lang, f"sex.{code}")
    return country_name(code, lang) if by is Dimension.NATIONALITY else code


def quarter(one: Period, lang: str) -> str:
    """Return the head of a quarter's column: 2026-T3, in English 2026-Q3."""
    return one.code.replace("-T", "-Q") if lang == "en" else one.code


def day(on: date, lang: str) -> str:
    """Return a day as a document writes it."""
    return format_date(on, "d MMM y", locale=lang)


def drawn(cell: Cell) -> str:
    """Return a cell as text: 1,250 and 1,250.50."""
    if not isinstance(cell, Decimal):
        return cell or ""
    return f"{cell:,.2f}" if cell != cell.to_integral_value() and cell.as_tuple().exponent == -2 else f"{cell.normalize():,f}"


def _baseline(asked: Asked, told: Told) -> Cell:
    if told.baseline is None or told.baseline.value is None:
        return asked.t("not_measured")
    return told.baseline.value


def _progress(told: Told) -> Cell:
    number = shown(told.so_far)
    if number is None or not told.target:
        return ""
    return f"{100 * number / told.target:.0f} %"


def _or_withheld(asked: Asked, number: Decimal | None) -> Cell:
    return number if number is not None else asked.t("why.withheld")


def _touches(from_on: date, until_on: date, period: Period) -> bool:
    return from_on <= period.until_on and until_on >= period.from_on


def _columns(asked: Asked, *names: str, numbers: Sequence[str] = ()) -> tuple[Column, ...]:
    return tuple(Column(asked.t(name), name in numbers) for name in names)
