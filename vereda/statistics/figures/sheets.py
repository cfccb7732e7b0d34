"""Printed figures on paper: the table of contradictions and that of editions, as Markdown for docs and as plain lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vereda.statistics.figures import phrases
from vereda.statistics.figures.finding import Finding
from vereda.statistics.figures.printed import Figure
from vereda.statistics.figures.replay import PressEdition, skipped
from vereda.statistics.figures.words import Rule, Why

HEADS = {
    "es": (
        ("Regla", "De", "Qué no concuerda"),
        ("Edición", "Revisión", "Quién", "Cuándo", "Qué cambió"),
        ("Filas", "Por qué no"),
    ),
    "en": (("Rule", "Of", "What does not fit"), ("Edition", "Revision", "Who", "When", "What changed"), ("Rows", "Why not")),
}
COLUMNS = ("rule", "odd", "periods", "left", "right", "left_sources", "right_sources")


def findings_page(lang: str, found: Iterable[Finding]) -> str:
    """Return the contradictions as a Markdown table, in the order of the findings."""
    rows = [(phrases.rule(lang, one.rule), _periods(one), phrases.finding(lang, one)) for one in found]
    return _markdown(HEADS[lang][0], rows)


def editions_page(lang: str, editions: Iterable[PressEdition]) -> str:
    """Return the editions as a Markdown table: one row a revision, with what was revised in words."""
    return _markdown(HEADS[lang][1], [_edition(lang, one) for one in editions])


def skipped_page(lang: str, figures: Iterable[Figure]) -> str:
    """Return how many rows are in no edition, by reason, as a Markdown table."""
    return _markdown(HEADS[lang][2], [(str(number), why) for number, why in skipped_rows(lang, figures)])


def skipped_rows(lang: str, figures: Iterable[Figure]) -> list[tuple[int, str]]:
    """Return how many rows are in no edition, with the reason."""
    numbers = Counter(one.heading.skipped for one in skipped(figures))
    return [(number, phrases.skipped(lang, why)) for why, number in sorted(numbers.items()) if why]


def lines(lang: str, found: Sequence[Finding]) -> Iterator[str]:
    """Yield the contradictions for a terminal, by rule: those that cannot both be true first."""
    for rule in sorted(Rule, key=lambda one: (any(f.is_odd for f in found if f.rule is one), list(Rule).index(one))):
        some = [one for one in found if one.rule is rule]
        if some:
            yield f"{phrases.rule(lang, rule)} [{rule.value}]"
            yield from (f"  {_periods(one)}: {phrases.finding(lang, one)}" for one in some)


def edition_lines(lang: str, one: PressEdition) -> Iterator[str]:
    """Yield one revision for a terminal: who and when, what changed, what stands."""
    yield f"{one.period} · {one.number} · {one.source} · {phrases.printed(lang, one.printed)}"
    yield from (f"  {phrases.change(lang, change)}" for change in one.changes)


def csv_of_findings(found: Iterable[Finding]) -> str:
    """Return the contradictions for programs: codes and numbers."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found:
        sides = (" ".join(one.left.sources), " ".join(one.right.sources))
        writer.writerow([one.rule.value, one.is_odd, " ".join(sorted(one.periods)), one.left.value, one.right.value, *sides])
    return text.getvalue()


def csv_of_editions(editions: Iterable[PressEdition]) -> str:
    """Return every figure that stood in every revision, as printed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "edition",
            "revision",
            "printed_on",
            "known",
            "unit",
            "scope",
            "category",
            "nationality",
            "from",
            "to",
            "value",
            "source",
        ]
    )
    for one in editions:
        for table in one.tables:
            for figure in table.figures:
                where = (*figure.cell, figure.from_on, figure.to_on, figure.value, figure.source)
                writer.writerow([one.period, one.number, one.printed_on, one.printed.known.value, table.unit, *where])
    return text.getvalue()


def _edition(lang: str, one: PressEdition) -> tuple[str, ...]:
    counts = Counter(change.why for change in one.changes)
    told = [phrases.counted(lang, why, n) for why, n in ((why, counts[why]) for why in Why if counts[why])]
    told += [phrases.change(lang, change) for change in one.revised]
    host = one.changes[0].figure.host
    return one.period, str(one.number), host, phrases.printed(lang, one.printed), "; ".join(told)


def _periods(one: Finding) -> str:
    return ", ".join(sorted(one.periods))


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '\\|') for cell in row)} |\n" for row in cells)
