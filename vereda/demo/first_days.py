"""The first days of a new installation: two invented months up to now, so that whoever opens the board sees a post at work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from vereda.access.door import make_demo_accounts, members_of
from vereda.demo import (
    cards_day,
    duty_day,
    editions_day,
    exchange_day,
    gatherings_day,
    ground_day,
    legal_day,
    missing_day,
    pairs_day,
    paper_day,
    past_day,
    places_day,
    plan_day,
    points_day,
    practice_day,
    press_day,
    programme_day,
    referrals_day,
    reports_day,
    safety_day,
    supplies_day,
    survey_day,
    today,
    training_day,
    transparency_day,
    workshops_day,
)
from vereda.demo.figures import figures
from vereda.demo.marks import FILLED, is_filled, is_free, shift
from vereda.demo.plans import Question, planned
from vereda.demo.writing import Scribe, write

DAYS = 60
ASSISTED = 3000
PATROLS = 420
RICH = 0.24  # share of each of the two groups that have accounts
LAST_DAYS = (1.3, 1.6, 1.8, 2.0, 3.0, 3.0)  # the board looks back a week, and people look at today and yesterday
SEED = 1


def fill(country: str, *, now: datetime) -> bool:
    """Fill an empty logbook with the first days, all or nothing; return whether this is a demonstration.

    Where the first days are already, nothing is written but accounts that are missing. Where somebody else's records are,
    nothing is written at all: not even an account, since the password of those is public.
    """
    if is_filled():
        make_demo_accounts(country)
        return True
    if not is_free():
        return False
    with transaction.atomic():
        _fill(country, now)
    return True


def _fill(country: str, now: datetime) -> None:
    groups = list(dict.fromkeys(one.group for one in make_demo_accounts(country) if one.group))
    accounts = {group: _accounts(country, group) for group in groups}
    scribe = Scribe(planned(_question(country, groups, now)), now, accounts)
    opening = shift(scribe, groups[0], "opening", scribe.plan.question.from_on, FILLED)
    write([*opening, *scribe.drafts()], now=now)
    for group in groups:
        today.ordinary(scribe, group, now)
    today.special(scribe, groups[0], now)
    plan_day.plan_day(scribe, groups[0], now)
    duty_day.plans(scribe, groups[0], now)
    gatherings_day.gatherings_day(scribe, groups[0], now)
    supplies_day.supplies_day(scribe, groups[0], now)
    practice_day.practice(scribe, groups[0], now)
    reports_day.reports_day(scribe, groups[0], now)
    paper_day.paper(scribe, groups[0], now)
    safety_day.safety_day(scribe, groups[0], groups[-1], now)
    ground_day.ground_day(scribe, groups[0], now)
    points_day.points_day(scribe, groups[0], now)
    survey_day.survey_day(scribe, groups[0], now)
    missing_day.missing_day(scribe, groups[0], now)
    places_day.places_day(scribe, groups[0], now)
    referrals_day.referrals_day(scribe, groups[0], now)
    legal_day.legal_day(scribe, groups[0], now)
    pairs_day.pairs_day(scribe, groups, now)
    cards_day.cards_day(scribe, now)
    past_day.past_day(scribe, now)
    editions_day.editions_day(scribe, groups[0], now)
    programme_day.programme_day(country, now)
    workshops_day.workshops_day(country, now)
    transparency_day.transparency_day(country, now)
    press_day.press_day(country, now)
    training_day.training_day(country, groups[0], now)
    exchange_day.exchange_day(country, now)


def _question(country: str, groups: Sequence[str], now: datetime) -> Question:
    known = figures(country).groups
    others = sum(group.share for code, group in known.items() if code not in groups)
    left = (1 - RICH * len(groups)) / others
    shares = {code: RICH if code in groups else group.share * left for code, group in known.items()}
    to_on = now.astimezone(today.zone_of(country, groups[0])).date()
    return Question(
        country=country,
        from_on=to_on - timedelta(days=DAYS - 1),
        to_on=to_on,
        assisted=ASSISTED,
        seed=SEED,
        shares=shares,
        lift=LAST_DAYS,
        until=now,
        patrols=PATROLS,
    )


def _accounts(country: str, group: str) -> list[str]:
    """Return the accounts of those who work in a group, in the order in which the cast is named."""
    found = sorted(members_of(country, group), key=lambda one: one[1].role != "agent")
    return [str(account.id) for account, _, _ in found]
