"""What `serve` does by the clock, in its own process: one line a job."""

from __future__ import annotations

import importlib
import logging
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import close_old_connections

from vereda.settings.environment import env

log = logging.getLogger("vereda.jobs")


class Job(NamedTuple):
    """every_s: from the end of one run to the next [s]; act: 'module:function', called with now=<UTC>."""

    name: str
    every_s: int
    act: str


JOBS = [
    # Exact places of people are gone after seven days; ten minutes late at most.
    Job("retention", 600, "vereda.logbook.door:keep_retention"),
    # What the country's table of retention keeps no longer: hand-overs, who helped and left, texts.
    Job("kept", 86_400, "vereda.logbook.door:forget_kept"),
    # What a person struck on a phone is gone when it arrives; this finishes what came another way.
    Job("strikes", 600, "vereda.encounters.door:finish_strikes"),
    # What was looked at on a phone is in the log of reads when it arrives; this finishes what was cut, or let in elsewhere.
    Job("looks", 600, "vereda.access.door:finish_device_reads"),
    # Files that wait for a decision hold places and notes in the clear.
    Job("uploads", 600, "vereda.desk.rooms.uploads:sweep"),
    # An officer in danger whom nobody has read of goes on to the next, by the minute.
    Job("dangers", 5, "vereda.safety.door:raise_unread"),
    # Tracks of own teams are gone thirty days after the closure of their mission, struck ones after a day.
    Job("tracks", 600, "vereda.rescue.door:forget_tracks"),
    # An alert that nobody reads rings post, coordinator, headquarters: no browser has to be open.
    Job("alerts", 5, "vereda.rescue.door:ring_unread"),
    # A legal term that presses rings its adviser, and the coordinator when nobody answers for it.
    Job("legal terms", 60, "vereda.legal.door:ring_terms"),
    # An office that does not answer of children who are alone: the coordinator after half an hour, then the next office.
    Job("children", 60, "vereda.protection.door:ring_unanswered"),
    # A team on a mission that was not heard when it said; at headquarters also a post that fell silent.
    Job("missions", 5, "vereda.rescue.door:watch_missions"),
    # What is unread is heard in the room, also with every browser closed.
    Job("loudspeaker", 4, "vereda.cli.loudspeaker:sound"),
    # Contact cards are counted once a month; at the year's end before their key goes.
    Job("cards", 3600, "vereda.cli.cards:count_months"),
    # Individuals of a period that somebody waits for; at night those that have changed.
    Job("individuals", 60, "vereda.desk.rooms.individuals:make_waiting"),
    # Forecasts of series whose months changed: who looks reads them.
    Job("trends", 3600, "vereda.statistics.monthly:make_ready"),
    # What waits for other countries goes by the line where there is one; answers come back with it.
    Job("between countries", 300, "vereda.bundles.door:deliver_waiting"),
    # What came out or was taken back in public, for programs of others; then what is due to each of them.
    Job("public things", 300, "vereda.webhooks.door:look_around"),
    Job("webhooks", 5, "vereda.webhooks.door:send_waiting"),
    # Six, twelve and twenty-four months after a workshop its report tells what the country did: as it stood on that day.
    Job("workshop reports", 3600, "vereda.desk.rooms.workshop_chapters:keep_due"),
    Job("texts out", 5, "vereda.messages.door:send_waiting"),
    Job("texts in", 10, "vereda.client.texts:fetch"),
    # What a number was offered last, in which language, and whether it wants no more: after the days of the pack.
    Job("talks", 3600, "vereda.messages.door:forget_talks"),
    # Pairs of which a record is gone, or no longer allows it: pages do not show them, and now they are not there.
    Job("pairs", 3600, "vereda.people.door:forget_pairs"),
    Job("index keys", 86_400, "vereda.logbook.door:rotate_index_if_due"),
    # A chain that was rebuilt whole is found only by a head that lies outside.
    Job("heads", 3600, "vereda.logbook.door:leave_head_outside"),
]


AT_THE_REGION = frozenset({"retention", "kept", "between countries", "index keys", "heads"})
"""What an office of several countries runs: bundles, and what keeps the machine. A text that is fetched brings a person in."""


def due(jobs: Sequence[Job] = tuple(JOBS)) -> list[Job]:
    """Return the jobs of this installation."""
    return [job for job in jobs if not env().regional or job.name in AT_THE_REGION]


def start() -> None:
    """Run each job now and then by its clock, in a thread of its own that ends with the process."""
    for job in due():
        threading.Thread(target=_repeat, args=(job,), name=f"job-{job.name}", daemon=True).start()


def _repeat(job: Job) -> None:
    while True:
        run(job)
        time.sleep(job.every_s)


def run(job: Job) -> bool:
    """Run one job once; return whether it ended well."""
    module, _, function = job.act.partition(":")
    close_old_connections()
    try:
        getattr(importlib.import_module(module), function)(now=datetime.now(UTC))
    except Exception:
        # An edge: a job that fails must not end the others, nor itself for ever. Who looks after the installation
        # sees the traceback in the log of `serve`; it carries no names, and the next run tries again.
        log.exception("job %s failed", job.name)
        return False
    finally:
        close_old_connections()
    return True
