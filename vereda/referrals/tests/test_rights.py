"""Which role hands on to which help, and who sees it: the same as the matrix says of the class, wherever it is asked."""

from __future__ import annotations

import ast
from datetime import UTC, datetime

import pytest

from tests.house import sources, tree
from vereda.access.tests.cast import Cast
from vereda.access.words import Purpose, Role
from vereda.referrals.errors import ServiceNotYours
from vereda.referrals.words import Service

HOME = {Service.SHELTER, Service.BASIC_NEEDS}
BODY = {Service.HEALTH, Service.MENTAL_HEALTH}
CLOSED = {Service.SURVIVOR_CARE, Service.SAFE_HOUSE, Service.CHILD_PROTECTION}
LAW = {Service.LEGAL_AID, Service.RIGHTS_BODY}
KIN = {Service.FAMILY_LINKS}
MAKES = {
    Role.AGENT: HOME | BODY | CLOSED | LAW,
    Role.PARAMEDIC: HOME | BODY,
    Role.CASE_WORKER: HOME | CLOSED | LAW | KIN,
    Role.LEGAL_ADVISER: LAW,
    Role.TRACING_OFFICER: KIN,
    Role.COORDINATOR: LAW | KIN,
}
"""By hand, from the table of who may write which class. A role that is not here hands nobody on."""


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_each_role_hands_on_to_what_it_may_write_and_to_nothing_else(cast: Cast, role: Role):
    from vereda.referrals.rights import may_refer, purpose_to_refer

    reader = cast.reader("ines", role=role.value)
    found = {one for one in Service for purpose in Purpose if may_refer(reader.with_purpose(purpose), one, "piedras-negras")}
    assert found == MAKES.get(role, set())
    assert found == {one for one in Service if purpose_to_refer(reader, one, "piedras-negras")}
    assert not any(may_refer(reader.with_purpose(None), one, "piedras-negras") for one in Service), (
        "without a purpose nobody does"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_the_act_itself_refuses_whoever_may_not(cast: Cast, role: Role):
    """A page that forgot to ask, a command, a demonstration: all come here."""
    from vereda.access.door import author_of
    from vereda.countries.door import Role as Does
    from vereda.referrals.door import Receiver, Referral, make_referral
    from vereda.referrals.errors import ReferralEncounterUnknown

    receiver, now = Receiver(name="Alguien", role=Does.HEALTH), datetime.now(UTC)
    for service in Service:
        for purpose in (*Purpose, None):
            reader = cast.reader("ines", role=role.value, purpose=purpose)
            by = author_of(reader)
            with pytest.raises((ServiceNotYours, ReferralEncounterUnknown)) as why:
                make_referral(service=service, receiver=receiver, told={}, reader=reader, by=by, at=now, now=now)
            if why.type is ReferralEncounterUnknown:
                assert service in MAKES.get(role, set())
    assert not Referral.objects.exists()


def test_nothing_else_writes_a_referral():
    """Else the check could be passed by: the one place that makes the entry asks first."""
    makers = {
        source.name
        for source in sources()
        if ".tests." not in source.name
        for node in ast.walk(tree(source.path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "ReferralMade"
    }
    assert makers == {"vereda.referrals.actions.referral"}


@pytest.mark.django_db
def test_who_works_elsewhere_hands_on_nobody_of_this_group(cast: Cast):
    from vereda.referrals.rights import may_refer

    nadia = cast.reader("nadia", Purpose.ASSIST)
    assert not any(may_refer(nadia, one, "piedras-negras") for one in Service)
    assert all(may_refer(nadia, one, "tapachula") for one in HOME | BODY | CLOSED | LAW)
