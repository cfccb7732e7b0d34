"""What an institution may hold of us. Help never becomes enforcement (rules.md, section 1)."""

from __future__ import annotations

from vereda.access.words import ENFORCEMENT, Holding, InstitutionRole


def may_hold(institution_role: str, holding: Holding) -> bool:
    """Return whether an institution of this role may hold an account, token, webhook, referral or bundle.

    An unknown role holds nothing. The answer is the same for every holding: what leaves for a body with
    enforcement powers is told by telephone or on paper, one record each, and never flows.
    """
    return holding in set(Holding) and institution_role in set(InstitutionRole) - ENFORCEMENT


def may_hold_account(institution_role: str) -> bool:
    """Return whether somebody employed there may sign in."""
    return may_hold(institution_role, Holding.ACCOUNT)


def may_send_alerts(institution_role: str) -> bool:
    """Return whether an institution may hold the token that sends alerts and reads nothing: an emergency centre alone."""
    return institution_role == InstitutionRole.EMERGENCY and may_hold(institution_role, Holding.TOKEN)
