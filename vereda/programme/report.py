"""A donor report as blocks of text and table: the page, the workbook and the PDF draw the same ones, so that they agree. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from vereda.programme.blocks import Asked, Block, Cell, Claim, Column, Report, Told, columns, day, drawn
from vereda.programme.entries import Evidence, Figure, IndicatorSet
from vereda.programme.phrases import phrase
from vereda.programme.rules.figures import figure, shown
from vereda.programme.rules.lists import standards
from vereda.programme.rules.money import ledger
from vereda.programme.rules.periods import Period, quarters
from vereda.programme.rules.who import country_name, reached
from vereda.programme.spending import spending
from vereda.programme.words import Dimension, Origin, Section, Unit


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
        *(block for one in money if one.grant.from_on <= asked.period.until_on for block in spending(asked, one)),
        activities(asked),
        how(asked, told),
        editions(asked, told),
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
    return Block("results", t("results"), columns(asked, "level", "code", "text", "serves"), tuple(rows))


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
    links = tuple(one.one.indicator for one in told)
    numbers = ("baseline", "target", "within", "so_far", "progress")
    return Block("indicators", asked.t("indicators"), columns(asked, *heads, numbers=numbers), tuple(rows), links=links)


def by_quarter(asked: Asked, told: Sequence[Told]) -> Block:
    """Return the quarters of the phase up to the end of the period, side by side."""
    spans = begun(asked)
    across = (*columns(asked, "code"), *(Column(quarter(one, asked.lang), is_number=True) for one in spans))
    rows = tuple((one.one.indicator, *(value(asked, found) for found in one.by_quarter)) for one in told)
    links = tuple(one.one.indicator for one in told)
    return Block("by_quarter", asked.t("by_quarter"), across, rows if spans else (), links=links)


def parts(asked: Asked, told: Sequence[Told]) -> Block:
    """Return the parts of each value of the period."""
    rows = [
        (one.one.indicator, asked.t(part.by), part_name(part.by, part.code, asked.lang), _or_withheld(asked, part.value))
        for one in told
        for part in one.within.parts
    ]
    return Block("parts", asked.t("parts"), columns(asked, "code", "by", "text", "value", numbers=("value",)), tuple(rows))


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
    heads = columns(asked, "sector", "code", "standard", "own", "within", "verified", numbers=("within",))
    return Block("sectors", asked.t("sectors"), heads, tuple(rows))


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
    return Block("activities", t("activities"), columns(asked, *heads, numbers=("targeted", "reached")), tuple(rows))


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
    return Block("how", t("how"), columns(asked, "code", "result", "means", "split", "adding"), tuple(rows))


def editions(asked: Asked, told: Sequence[Told]) -> Block:
    """Return out of which publications the figures of the phase come: none comes from anywhere else."""
    rows = [
        (one.one.indicator, ", ".join(names), ", ".join(one.so_far.held))
        for one in told
        if (names := one.so_far.editions) or one.so_far.held
    ]
    return Block("editions", asked.t("editions"), columns(asked, "code", "publications", "held_months"), tuple(rows))


def claims(asked: Asked) -> Iterator[Claim]:
    """Yield the narrative of the period, section by section, each claim with what it stands on."""
    period = asked.period
    for section in Section:
        for one in asked.programme.claims.values():
            if one.phase == asked.phase.code and one.section is section and _touches(one.from_on, one.until_on, period):
                evidence = "; ".join(stands_on(asked, item) for item in one.evidence)
                yield Claim(asked.t(f"section.{section}"), one.text.of(asked.lang), asked.t("stands", evidence=evidence))


def stands_on(asked: Asked, item: Evidence) -> str:
    """Return a piece of evidence in words; of a cell whose edition was revised since also that, and what it says now."""
    cell = item.cell
    if cell is None:
        return asked.t(item.stands, ref=item.ref)
    told = asked.t(
        "cell",
        edition=f"{cell.period} r{cell.revision}",
        said=cell.said.of(asked.lang),
        value=drawn(Decimal(cell.value)),
    )
    found = asked.cited(cell)
    if found is None or found[0] <= cell.revision:
        return told
    says = asked.t("why.withheld") if found[1] is None else drawn(Decimal(found[1]))
    return f"{told} {asked.t('cell_revised', revision=found[0], value=says)}"


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
    if origins := [t(one) for one in Origin if one in found.origins and one is not Origin.FROZEN]:
        yield " + ".join(origins)
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
    if found.held:
        yield phrase(lang, "held", months=", ".join(found.held))
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
