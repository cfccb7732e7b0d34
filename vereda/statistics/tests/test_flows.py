"""Published figures of flows: each with its source, and no period that is told wrong."""

from __future__ import annotations

from vereda.statistics import flows
from vereda.statistics.flows import Words

WORDS = Words(
    lang="es", title="t", subtitle="s", how=("a",), how_title="h", groups={"own": "o", "flow": "f", "share": "p"},
    columns=("1", "2", "3", "4", "5", "6"), sources="f", foot="p",
)  # fmt: skip


def test_every_figure_has_a_source_a_status_and_a_kind_that_is_named():
    assert len(flows.flows()) == 71
    assert all(one.source and one.status == "second_hand" and one.from_on <= one.to_on for one in flows.flows())
    assert {one.kind for one in flows.flows()} == set(flows.kinds())


def test_a_row_says_period_who_where_how_many_and_where_it_was_printed():
    told = flows.data_of(WORDS, place=lambda code: f"<{code}>", who=lambda code: f"({code})")
    rows = [row for table in told["tables"] for row in table["rows"]]
    numbers = {one["source"]: f"[{one['number']}]" for some in told["sources"] for one in some}
    source = numbers["https://rioaxaca.com/?p=242418"]
    assert ["2011–2018", "Presentadas", "(GT) + (HN) + (SV)", "México", "870,309", source] in rows
    assert ["2010-01-01 / 11-30", "Presentadas", "extranjeras", "<MX-CHP>", "23,338"] in [row[:5] for row in rows]
    assert all(len(table["rows"]) <= flows.ROWS for table in told["tables"])
