"""Reading of intakes: tokens with which emergency centres send alerts, and read nothing."""

from __future__ import annotations

from datetime import datetime

from vereda.access.models import Intake
from vereda.access.rules.institutions import may_send_alerts
from vereda.access.rules.tokens import token_hash
from vereda.countries.door import installed, pack


def intake_with_token(token: str, now: datetime) -> Intake | None:
    """Return the intake of a token; None where there is none, it ended or expired, or its institution may hold none."""
    row = Intake.objects.filter(token_hash=token_hash(token), ended_at=None).first() if token else None
    if row and row.expires_at is not None and row.expires_at <= now:
        return None
    return row if row and is_emergency_centre(row.institution, row.country, now) else None


def intakes_of(country: str) -> list[Intake]:
    """Return the intakes of a country that go on, by institution."""
    return list(Intake.objects.filter(country=country, ended_at=None).order_by("institution", "made_at"))


def is_emergency_centre(institution: str, country: str, now: datetime) -> bool:
    """Tell whether an institution of the pack is an emergency centre today: the pack's role decides at each use."""
    if country not in installed():
        return False
    found = pack(country).institutions.get(institution)
    return found is not None and found.holds_on(now.date()) and may_send_alerts(found.role)
