"""The money of a donor report: a grant by line, and the same by what it went for. Pure."""

from __future__ import annotations

from decimal import Decimal

from vereda.programme.blocks import Asked, Block, Cell, columns, drawn
from vereda.programme.rules.money import ActivitySpent, Converted, Ledger


def spending(asked: Asked, money: Ledger) -> tuple[Block, Block]:
    """Return a grant's lines, over or under, and the same money by what it went for: in the period and so far."""
    t, grant = asked.t, money.grant
    is_whole = asked.period.from_on <= grant.from_on
    spent = (*(() if is_whole else ("spent_within",)), "spent")

    def sums(within: Decimal, so_far: Decimal) -> tuple[Decimal, ...]:
        return (so_far,) if is_whole else (within, so_far)

    def row(name: str, budget: Decimal, within: Decimal, so_far: Decimal) -> tuple[Cell, ...]:
        share = (100 * so_far / budget).quantize(Decimal(1)) if budget else Decimal(0)
        over = t("over") if so_far > budget else ""
        return name, budget, *sums(within, so_far), budget - so_far, f"{share} % {over}".strip()

    rows = [
        row(f"{one.line.line} {one.line.name.of(asked.lang)}", one.line.amount, one.within, one.so_far) for one in money.lines
    ]
    rows.append(row(t("total"), money.budget, money.within, money.so_far))
    outside = grant.amount - money.budget
    notes = [
        t("time_share", share=money.time_share),
        t("outside_award", currency=grant.currency, amount=drawn(outside)) if outside else "",
        *(_converted(asked, one, grant.currency) for one in money.converted),
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
    heads = ("line", "budget", *spent, "left", "share")
    by_line = Block(
        code=f"money:{grant.grant}",
        title=t("money", donor=grant.donor, award=grant.award),
        columns=columns(asked, *heads, numbers=heads[1:]),
        rows=tuple(rows),
        lead=(lead,),
        notes=tuple(one for one in notes if one),
    )
    went: list[tuple[Cell, ...]] = [
        (_went_for(asked, one), t(f"kind.{one.what}"), *sums(one.within, one.so_far)) for one in money.activities
    ]
    total: tuple[Cell, ...] = (t("total"), "", *sums(money.within, money.so_far))
    by_activity = Block(
        code=f"activities:{grant.grant}",
        title=t("money_by_activity", donor=grant.donor, currency=grant.currency),
        columns=columns(asked, "activity", "kind", *spent, numbers=spent),
        rows=(*went, total) if went else (),
    )
    return by_line, by_activity


def _converted(asked: Asked, one: Converted, currency: str) -> str:
    """Return a cost that counts by a rate, with the rate, its day and its source: nobody here made it up."""
    cost, rate = one.cost, one.cost.rate
    return asked.t(
        "converted",
        document=cost.document,
        said=f"{cost.currency} {drawn(cost.amount)}",
        amount=f"{currency} {drawn(one.amount)}",
        rate=f"{rate.for_one.normalize():f}" if rate else "",
        on=asked.day(rate.on) if rate else "",
        source=rate.source if rate else "",
    )


def _went_for(asked: Asked, one: ActivitySpent) -> str:
    activity = asked.programme.activities.get(one.activity)
    if activity is not None:
        return f"{one.activity} {activity.title.of(asked.lang)}"
    return one.activity or asked.t("no_activity")
