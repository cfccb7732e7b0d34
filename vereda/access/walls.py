"""Reading of walls: browsers that show a post's wall and open nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.access.lookups import is_open, local_day, members_of
from vereda.access.models import Wall
from vereda.access.rules.sessions import WALL_QUIET_S
from vereda.access.rules.tokens import token_hash
from vereda.access.words import Role, Standing


def wall_with_token(token: str, now: datetime) -> Wall | None:
    """Return the wall that holds a token, None when there is none or it has ended."""
    row = Wall.objects.filter(token_hash=token_hash(token)).first() if token else None
    return row if row and is_lit(row, now) else None


def walls_of(country: str, group: str, now: datetime) -> list[Wall]:
    """Return the walls of a group that go on, by their name."""
    rows = Wall.objects.filter(country=country, group=group, ended_at=None).order_by("label", "made_at")
    return [row for row in rows if is_lit(row, now)]


def is_lit(row: Wall, now: datetime) -> bool:
    """Return whether a wall goes on: not ended, asked for lately, and who made it still coordinates the group.

    Another coordinator who took over since makes it anew: nobody answers for a screen that he does not know of.
    """
    if row.ended_at is not None or now - row.asked_at >= timedelta(seconds=WALL_QUIET_S) or not is_open(row.made_by):
        return False
    posted = [
        (one.account, one.from_on)
        for _account, one, worth in members_of(row.country, row.group)
        if worth is Standing.LIVE and one.role == Role.COORDINATOR
    ]
    made_on = local_day(row.country, row.group, row.made_at)
    is_taken_over = any(account != row.made_by and from_on > made_on for account, from_on in posted)
    return row.made_by in {account for account, _from_on in posted} and not is_taken_over
