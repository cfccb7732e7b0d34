"""Whether a field visit may leave. Pure: what is asked is looked at again on the morning, whatever was said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from vereda.countries.door import Role
from vereda.workshops.rules.told import Visit, may_visit
from vereda.workshops.words import BRIEFING, Decided, Light, NotYet, PointKind


def has_left(seen: Visit) -> bool:
    """Tell whether a visit left as it was decided on its morning."""
    return seen.morning is not None and seen.morning.decided is Decided.GO and seen.morning.on == seen.planned.on


def not_yet(
    seen: Visit, roles: Mapping[UUID, Role], *, on: date, weather: Light | None = None, security: Light | None = None
) -> Iterator[NotYet]:
    """Yield each reason why a visit does not leave now; none: it may.

    roles     what the institution of each guest does now; a guest who is not in it is not known any more
    on        local day of the host group
    weather, security  as they look this morning; None: not looked yet, and then nothing is said of them
    """
    plan, going = seen.planned, seen.visitors
    wrong = {
        NotYet.ANOTHER_DAY: on != plan.on,
        NotYet.WEATHER: weather is Light.STOP,
        NotYet.SECURITY: security is Light.STOP,
        NotYet.NO_ROUTE: not (plan.route and plan.rally and plan.care),
        NotYet.NO_POINT: not plan.points,
        NotYet.NOBODY: not going,
        NotYet.SEATS: len(going) > seen.seats,
        NotYet.BRIEFING: any(one not in seen.read or seen.read[one].briefing != BRIEFING for one in going),
        NotYet.PLACE_NOT_ASKED: not all(_is_agreed(seen, one.name) for one in plan.points if one.kind is PointKind.SERVICE),
        NotYet.ENFORCEMENT: bool(seen.refused) or not all(one in roles and may_visit(roles[one]) for one in going),
    }
    yield from (reason for reason, stands in wrong.items() if stands)


def _is_agreed(seen: Visit, point: str) -> bool:
    return point in seen.agreed and seen.agreed[point].agrees
