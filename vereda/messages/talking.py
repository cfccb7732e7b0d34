"""What stands between us and a number that asks: language, what its numbers stand for, whether it wants no more, how often it was
answered. In no entry and in no backup; a number is known again by its mark, and forgotten after the days of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from vereda.countries.door import installed, pack
from vereda.messages.marks import mark, number_mark
from vereda.messages.models import TalkKept

AGAIN = timedelta(minutes=2)  # the same answer is not sent again so soon
HOUR = timedelta(hours=1)
ANSWERS_PER_HOUR = 20
OFFERED_MOST = 120


@dataclass(frozen=True)
class Talk:
    """A conversation. offered: codes of what numbers stand for; shown: how many of them were shown."""

    language: str = ""
    offered: tuple[str, ...] = ()
    shown: int = 0
    is_stopped: bool = False


class May(StrEnum):
    """Whether a number may be answered now."""

    YES = "yes"
    LAST = "last"  # it is told that it wrote often
    NO = "no"


def talk_with(number: str, country: str) -> Talk:
    """Return the conversation with a number, an empty one where there is none."""
    row = TalkKept.objects.filter(key=number_mark(number, country)).first()
    if row is None:
        return Talk()
    return Talk(row.language, tuple(row.offered), row.shown, is_stopped=row.stopped_at is not None)


def keep_talk(number: str, country: str, talk: Talk, *, now: datetime) -> None:
    """Keep what was offered, and whether the number wants no more."""
    row = _row(number, country, now)
    row.language, row.offered, row.shown, row.at = talk.language, list(talk.offered)[:OFFERED_MOST], talk.shown, now
    row.stopped_at = (row.stopped_at or now) if talk.is_stopped else None
    row.save()


def may_answer(number: str, country: str, answer: str, *, now: datetime) -> May:
    """Count an answer to a number, and tell whether it may be sent: not twice within two minutes, twenty times in an hour."""
    row, said = _row(number, country, now), mark("said", answer)
    if row.said == said and row.answers and datetime.fromisoformat(row.answers[-1]) > now - AGAIN:
        return May.NO
    lately = [one for one in row.answers if datetime.fromisoformat(one) > now - HOUR]
    if len(lately) > ANSWERS_PER_HOUR:
        return May.NO
    row.answers, row.said, row.at = [*lately, now.isoformat()], said, now
    row.save()
    return May.YES if len(lately) < ANSWERS_PER_HOUR else May.LAST


def forget_offers(number: str, country: str) -> None:
    """Forget what numbers stood for: who asked for help and writes '4' says how many they are."""
    TalkKept.objects.filter(key=number_mark(number, country)).update(offered=[], shown=0)


def forget_talks(*, now: datetime) -> int:
    """Forget conversations older than the days of their pack; return how many. Called by the clock of `serve`."""
    gone = 0
    for country in installed():
        here = pack(country)
        if since := here.kept_since("sms_talk", now) or here.kept_since("sms_text", now):
            gone += TalkKept.objects.filter(country=country, at__lt=since).delete()[0]
    return gone


def _row(number: str, country: str, now: datetime) -> TalkKept:
    key = number_mark(number, country)
    return TalkKept.objects.filter(key=key).first() or TalkKept(key=key, country=country, at=now)
