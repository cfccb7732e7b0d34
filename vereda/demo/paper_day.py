"""Paper at the first group: sheets printed and out, one night typed in, two missing for too long, some that still lie there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from vereda.countries.door import Pack
from vereda.demo import today
from vereda.demo.writing import Scribe
from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, meeting_drafts
from vereda.logbook.schema import Channel
from vereda.paper.door import CancelledFor, DestroyedBy, Form, cancel_sheet, destroy_sheets, give_out, print_sheets, type_sheet

PRINTED, OUT, TYPED = 20, 12, 9
SPOILED, LONG_OUT = 10, 9  # number of the sheet; days
LANG = "es"


def paper(scribe: Scribe, group: str, now: datetime) -> None:
    """Print, give out, type and destroy, as in a week in which the line was cut for two nights."""
    here = now.astimezone(today.zone_of(scribe.plan.question.country, group))
    by, other = scribe.author(group, 0), scribe.author(group, 1)
    printed = here - timedelta(days=LONG_OUT + 1)
    lists = _lists(scribe.plan.pack)
    serials = print_sheets(Form.ENCOUNTER, copies=PRINTED, lang=LANG, lists=lists, by=by, at=printed)
    print_sheets(Form.ALERT, copies=PRINTED, lang=LANG, lists={}, by=by, at=printed)
    gone = here - timedelta(days=LONG_OUT)
    give_out(Form.ENCOUNTER, first=1, last=OUT, to=other.account, by=by, at=gone)
    give_out(Form.ALERT, first=1, last=4, to=other.account, by=by, at=here - timedelta(days=1))
    midnight = (here - timedelta(days=LONG_OUT - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    for number, serial in enumerate(serials[:TYPED]):
        met = midnight + timedelta(minutes=15 * (number - 4))  # half of them before midnight
        meeting = _meeting(number)
        drafts = meeting_drafts(meeting, by=by, at=met, channel=Channel.PAPER, reported_by=other.account, now=scribe.now)
        type_sheet(serial, drafts, by=by, at=here - timedelta(days=3), now=scribe.now)
    cancel_sheet(serials[SPOILED - 1], CancelledFor.SPOILED, by=by, at=here - timedelta(days=3))
    destroy_sheets(serials[: TYPED - 3], DestroyedBy.SHREDDED, by=by, at=here - timedelta(days=2))


def _meeting(number: int) -> Meeting:
    count = 1 + number * 3 % 5
    line = Line(line_id="a", count=count, nationality=("HN", "GT", "SV")[number % 3])
    where = Where(kind=PlaceKind.NAMED, place="Lugar inventado")
    return Meeting(people_met=count, lines=[line], services=[Service(service="WATER")], where=where)


def _lists(pack: Pack) -> Mapping[str, Sequence[str]]:
    """Return the services and destinations in their order on the paper."""
    services = sorted((row for row in pack.services.values() if row.on_form), key=lambda row: row.order)
    ends = sorted(pack.dispositions.values(), key=lambda row: row.order)
    return {"services": [row.code for row in services], "dispositions": [row.code for row in ends]}
