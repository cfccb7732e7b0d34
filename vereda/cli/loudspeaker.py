"""The loudspeaker of this machine sounds while an officer in danger, a rung alert or an overdue team is unread: no browser."""

from __future__ import annotations

import shlex
import subprocess
from datetime import datetime

from vereda.logbook.door import this_node
from vereda.rescue import door as rescue
from vereda.safety import door as safety
from vereda.settings.environment import env

LONGEST_S = 20
"""A command that does not end is ended: the next sound must be heard."""


def sound(*, now: datetime) -> bool:
    """Run the command of the settings where something is unread; return whether it was run. Called by the clock of `serve`."""
    command = shlex.split(env().speaker)
    if not command or not is_unread(now):
        return False
    subprocess.run(command, timeout=LONGEST_S, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return True


def is_unread(now: datetime) -> bool:
    """Tell whether something that this machine answers for rings and nobody has read it: of its post, or of the country."""
    here = this_node()
    group, country = (here.group if here.is_post else None), env().country
    if any(not row.seen for row in safety.open_dangers(country, group)):
        return True
    if any(rescue.is_unread(row, now) for row in rescue.teams_on_missions(country, group)):
        return True
    rung = rescue.ringing_alerts(group, country) if group else rescue.rang_headquarters(country)
    return any(row.read_at is None for row in rung)
