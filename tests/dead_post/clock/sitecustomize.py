"""The clock of every process that has this folder in PYTHONPATH: it stands where the file TEST_CLOCK says, and does not go on.

Python imports this by its name before anything else, so that the program itself is the one that people start. What `serve` does
every few seconds comes round ten times as often (TEST_CLOCK_OFTEN), and tells when it has been round: nobody has to guess how
long to wait.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import time_machine

CLOCK = Path(os.environ["TEST_CLOCK"])
LOOK_S = 0.05
OFTENER = float(os.environ.get("TEST_CLOCK_OFTEN", "10"))
OFTEN_S = 10  # jobs of the watch; what comes round by the hour stays as it is
really_sleep = time.sleep
here = threading.local()


def said() -> str:
    return CLOCK.read_text()


now = said()
traveller = time_machine.travel(float(now), tick=False).start()


def follow() -> None:
    """Move the clock of this process as soon as the file says another instant."""
    global now
    while True:
        really_sleep(LOOK_S)
        told = said()
        if told != now:
            traveller.move_to(float(told))
            now = told


def sleep(seconds: float) -> None:
    """Sleep less where a job waits for its next round, and write down from when the last round was."""
    name = threading.current_thread().name
    if not name.startswith(("job-", "relay")) or seconds > OFTEN_S:
        return really_sleep(seconds)
    with CLOCK.with_name(f"rounds.{os.getpid()}").open("a") as rounds:
        rounds.write(f"{name.removeprefix('job-')}\t{getattr(here, 'began', '')}\n")
    really_sleep(seconds / OFTENER)
    here.began = now
    return None


threading.Thread(target=follow, name="clock", daemon=True).start()
time.sleep = sleep  # type: ignore[assignment]  # of a second that is no float there is none here
