"""What people of this story do on a node, beside what those of the relay's drill do (`tests.relay.deeds`)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.relay import deeds


def keep_number(group: str, account: str, number: str, warned: str, by: str = "") -> None:
    """Keep the number of one of ours, who is warned at one step of an alarm; `by`: who writes it down, else its owner."""
    from vereda.access.door import account_named
    from vereda.messages.door import Warned
    from vereda.messages.door import keep_number as keep

    who = str(account_named(account).pk)
    keep(number=number, account=who, name="", warned=[Warned(warned)], by=deeds._author(group, by or account), at=deeds._now())


def send_team(group: str, account: str, folio: str) -> dict[str, str]:
    """Open a mission and send a team that is heard each hour, with ten minutes of grace; it leaves at once."""
    from vereda.rescue import door as rescue

    by, at = deeds._author(group, account), deeds._now()
    mission = rescue.open_mission(by=by, at=at, folio=folio).subject
    who = rescue.Team(call_sign="Lobo 2", members=[by.account], check_in_min=60, grace_min=10)
    rescue.dispatch_team(mission=mission, who=who, by=by, at=at)
    row = rescue.MissionTeam.objects.get(subject=mission)
    rescue.depart_team(mission=mission, team=row.team, by=by, at=at)
    return {"mission": str(mission), "team": str(row.team)}


def is_out(team: str) -> bool:
    """Tell whether this node knows of a team that left."""
    from vereda.rescue.door import MissionTeam

    return MissionTeam.objects.filter(team=UUID(team), is_out=True, departed_at__isnull=False).exists()


def alerts_here() -> int:
    """Return how many alerts this node knows."""
    from vereda.rescue.models.alert import Alert

    return int(Alert.objects.count())


def overdue_rang(mission: str) -> list[list[Any]]:  # Any: JSON
    """Return what rang for teams of a mission: machine, step, when [seconds since 1970], to how many numbers."""
    from vereda.logbook.door import history

    rang = [one for one in history(UUID(mission)) if one.kind == "rescue.overdue_rang"]
    told = [(one.payload, one.occurred_at.timestamp()) for one in rang]
    return [["post" if p.at_post else "central", str(p.step), at, p.numbers] for p, at in told]  # type: ignore[attr-defined]


if __name__ == "__main__":
    deeds.main({**vars(deeds), **globals()})
