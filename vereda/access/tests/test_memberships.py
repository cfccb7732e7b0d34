"""How long a role lasts, and who may give it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from vereda.access import door, lookups
from vereda.access.actions import accounts, memberships
from vereda.access.entries import Confirmed, Granted, Revoked
from vereda.access.errors import (
    AccountTaken,
    EnforcementPost,
    NotYourUsers,
    OwnMembership,
    PostingOver,
    RoleWithoutGroup,
    RoleWithoutState,
    SecondPersonNeeded,
    UnknownGroup,
    VouchedByAnother,
)
from vereda.access.lookups import held_by, memberships_of
from vereda.access.models import Account, Membership, ReadRow
from vereda.access.rules.memberships import last_day, standing, start, step
from vereda.access.words import ENFORCEMENT, RevokedFor, Role, Standing
from vereda.logbook.schema import Entry

POSTING = {"institution_role": "network", "until_on": None, "confirmed_on": None, "revoked_on": None}


# The day decides --------------------------------------------------------------------------------------------------


def test_the_account_opens_on_the_first_day_and_ends_after_the_last(day):
    posting = {**POSTING, "from_on": day(1), "until_on": day(30)}
    worth = [standing(**posting, today=day(n)) for n in (0, 1, 30, 31)]
    assert worth == [Standing.NOT_YET, Standing.LIVE, Standing.LIVE, Standing.ENDED]


def test_ninety_days_without_confirmation_lock_it_and_a_confirmation_opens_it_again(day):
    posting = {**POSTING, "from_on": day(1)}
    assert standing(**posting, today=day(91)) is Standing.LIVE, "90 days after day 1"
    assert standing(**posting, today=day(92)) is Standing.UNCONFIRMED
    again = {**posting, "confirmed_on": day(92)}
    assert standing(**again, today=day(182)) is Standing.LIVE
    assert standing(**again, today=day(183)) is Standing.UNCONFIRMED
    assert last_day(day(1), day(92)) == day(182)


def test_a_confirmation_does_not_lengthen_a_posting(day):
    posting = {**POSTING, "from_on": day(1), "until_on": day(30), "confirmed_on": day(30)}
    assert standing(**posting, today=day(31)) is Standing.ENDED


def test_a_revocation_wins_over_everything(day):
    posting = {**POSTING, "from_on": day(1), "confirmed_on": day(9), "revoked_on": day(2)}
    assert standing(**posting, today=day(1)) is Standing.REVOKED


# The fold ---------------------------------------------------------------------------------------------------------


def entry(payload, on: date, n: int = 1) -> Entry:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Entry(
        id=str(UUID(int=n)), kind=payload.kind, payload=payload, subject="s", seen=[], clock=f"{n:016x}", group="g", country="mx",
        author="a", reported_by="a", channel="desk", device="desk", occurred_at=at, local_on=on,
    )  # fmt: skip


def granted(day, **changed) -> Granted:
    told = {"account": UUID(int=7), "role": "agent", "country": "mx", "group": "g", "from_on": day(1), **changed}
    return Granted(**told)


def test_of_confirmations_the_latest_counts_and_of_grants_and_revocations_the_first(day):
    state = start()
    for n, one in enumerate(
        [
            entry(granted(day), day(1)),
            entry(granted(day, role="administrator"), day(2)),
            entry(Confirmed(), day(50)),
            entry(Confirmed(), day(40)),
            entry(Revoked(reason=RevokedFor.LEFT), day(60)),
            entry(Revoked(reason=RevokedFor.MISUSE), day(59)),
        ]
    ):
        one.id = str(n)
        state = step(state, one)
    assert state["granted"]["role"] == "agent"
    assert state["confirmed_on"] == day(50).isoformat()
    assert (state["revoked_on"], state["revoked_for"]) == (day(60).isoformat(), "left")


def test_a_posting_that_began_long_ago_is_confirmed_by_being_granted(day):
    state = step(start(), entry(granted(day), day(500)))
    assert state["confirmed_on"] == day(500).isoformat()


def test_a_confirmation_that_arrives_before_its_grant_is_kept(day):
    first = step(start(), entry(Confirmed(), day(5)))
    assert step(first, entry(granted(day), day(1)))["confirmed_on"] == day(5).isoformat()


# Giving and taking ------------------------------------------------------------------------------------------------


@pytest.fixture
def newcomer(cast) -> Account:
    return Account.objects.create_user("nueva", "una frase larga de prueba", display_name="Nueva")


def give(cast, newcomer, by: str, **changed):
    told = {"account": newcomer.pk, "role": Role.AGENT, "country": "mx", "group": "piedras-negras", "from_on": date(2024, 1, 1)}
    return memberships.grant(**{**told, **changed}, by=cast.reader(by), at=timezone.now())


@pytest.mark.storage
def test_a_grant_is_an_entry_and_a_row_and_an_audit_row(cast, newcomer):
    receipt = give(cast, newcomer, "rafael", from_on=lookups.local_day("mx", "piedras-negras"))
    row = Membership.objects.get(subject=receipt.subject)
    assert (row.role, row.group, row.state, row.institution_role) == ("agent", "piedras-negras", "MX-COA", "network")
    assert [held.role for held in lookups.held_by(newcomer.pk)] == [Role.AGENT]
    last = ReadRow.objects.order_by("-seq").first()
    assert (last.action, last.record_class, last.subject) == ("write", "K10", str(newcomer.pk))


@pytest.mark.storage
def test_revoking_ends_the_role_at_once_and_confirming_does_not_bring_it_back(cast, newcomer):
    receipt = give(cast, newcomer, "alma", from_on=lookups.local_day("mx", "piedras-negras"))
    memberships.revoke(membership=receipt.subject, reason=RevokedFor.LEFT, by=cast.reader("alma"), at=timezone.now())
    assert lookups.held_by(newcomer.pk) == ()
    memberships.confirm(membership=receipt.subject, by=cast.reader("alma"), at=timezone.now())
    assert lookups.held_by(newcomer.pk) == ()


@pytest.mark.storage
def test_a_rebuild_gives_the_same_memberships(cast):
    from vereda.logbook import door as logbook

    before = sorted(Membership.objects.values_list())
    Membership.objects.all().delete()
    logbook.rebuild()
    assert sorted(Membership.objects.values_list()) == before


@pytest.mark.parametrize("institution_role", sorted(ENFORCEMENT))
def test_nobody_can_give_a_role_to_the_holder_of_an_enforcement_post(cast, newcomer, institution_role):
    with pytest.raises(EnforcementPost):
        give(cast, newcomer, "alma", institution_role=institution_role)
    assert not Membership.objects.filter(account=newcomer.pk).exists()


def test_a_posting_that_ends_before_it_begins_is_refused(cast, newcomer):
    with pytest.raises(PostingOver):
        give(cast, newcomer, "alma", until_on=date(2023, 12, 31))


def test_a_role_of_a_group_needs_a_group_that_the_pack_knows(cast, newcomer):
    with pytest.raises(RoleWithoutGroup):
        give(cast, newcomer, "alma", group="")
    with pytest.raises(UnknownGroup):
        give(cast, newcomer, "alma", group="nowhere")
    with pytest.raises(RoleWithoutState):
        give(cast, newcomer, "alma", role=Role.STATE_OFFICE, group="", state="XX-YY")


def test_a_coordinator_gives_agents_of_the_own_group_and_nothing_else(cast, newcomer):
    for wrong in ({"group": "tapachula"}, {"role": Role.COORDINATOR}, {"role": Role.CASE_WORKER}, {"role": Role.STATISTICS}):
        with pytest.raises(NotYourUsers):
            give(cast, newcomer, "rafael", **wrong)


@pytest.mark.parametrize("name", ["ines", "julia", "bruno", "adriana", "octavio", "rosa"])
def test_others_give_no_roles_and_open_no_accounts(cast, newcomer, name):
    with pytest.raises(NotYourUsers):
        give(cast, newcomer, name)
    with pytest.raises(NotYourUsers):
        accounts.open_account(username="otra", display_name="Otra", by=cast.reader(name))


def test_nobody_gives_or_confirms_a_role_of_their_own(cast):
    alma = cast.account("alma")
    with pytest.raises(OwnMembership):
        give(cast, alma, "alma", role=Role.STATISTICS, group="")
    with pytest.raises(OwnMembership):
        memberships.confirm(membership=Membership.objects.get(account=alma.pk).subject, by=cast.reader("alma"), at=timezone.now())


def test_an_administrator_is_made_by_two_different_administrators(cast, newcomer):
    """SEC-010"""
    told = {"role": Role.ADMINISTRATOR, "group": ""}
    for second in (None, cast.reader("alma"), cast.reader("rafael")):
        with pytest.raises(SecondPersonNeeded):
            give(cast, newcomer, "alma", **told, second=second)
    made = memberships.grant(
        account=newcomer.pk, country="mx", from_on=date(2024, 1, 1), **told,
        by=lookups.operator(), second=cast.reader("alma"), at=timezone.now(),
    )  # fmt: skip
    assert made.subject


def test_the_first_administrator_is_made_on_the_machine(db):
    first = Account.objects.create_user("primera", "una frase larga de prueba", display_name="Primera")
    told = {"role": Role.ADMINISTRATOR, "country": "mx", "from_on": date(2024, 1, 1)}
    assert memberships.grant(account=first.pk, **told, by=lookups.operator(), at=timezone.now())
    with pytest.raises(SecondPersonNeeded):
        memberships.grant(account=first.pk, **told, by=lookups.operator(), at=timezone.now())


def test_an_account_opened_by_another_person_has_a_password_for_one_sign_in(cast):
    account, password = accounts.open_account(username="Pedro", display_name=" Pedro ", by=cast.reader("rafael"))
    assert (account.username, account.display_name, account.is_password_temporary) == ("pedro", "Pedro", True)
    assert account.check_password(password)
    assert lookups.held_by(account.pk) == (), "without a grant it can do nothing"
    with pytest.raises(AccountTaken):
        accounts.open_account(username="PEDRO", display_name="Otro", by=cast.reader("alma"))


def test_a_coordinator_resets_own_agents_only(cast):
    assert accounts.reset_sign_in(account=cast.account("ines").pk, by=cast.reader("rafael"))
    for name in ("nadia", "alma", "lucia"):
        with pytest.raises(NotYourUsers):
            accounts.reset_sign_in(account=cast.account(name).pk, by=cast.reader("rafael"))
    with pytest.raises(OwnMembership):
        accounts.reset_sign_in(account=cast.account("rafael").pk, by=cast.reader("rafael"))


# Commands ---------------------------------------------------------------------------------------------------------


def test_a_command_runs_as_this_machines_operator_unless_told_otherwise(cast):
    reader = door.reader_for_command(None, None)
    assert (reader.account, reader.role, reader.country, reader.device) == ("operator", "operator", "mx", "cli")


def test_a_command_runs_as_an_account_with_a_purpose_that_it_holds(cast):
    reader = door.reader_for_command("Ines", "rescue")
    assert (reader.account, reader.role, reader.group) == (str(cast.account("ines").pk), "agent", "piedras-negras")
    assert reader.purpose == "rescue"


@pytest.mark.parametrize(
    ("name", "purpose", "code"),
    [
        ("ines", None, "access.unknown_purpose"),
        ("ines", "detention", "access.unknown_purpose"),
        ("ines", "legal_aid", "access.purpose_not_held"),
        ("nobody", "assist", "access.no_such_account"),
    ],
)
def test_a_command_without_account_or_purpose_is_refused(cast, name, purpose, code):
    with pytest.raises(Exception) as refused:  # noqa: PT011  the code is what is asked for
        door.reader_for_command(name, purpose)
    assert refused.value.code == code


def test_the_local_day_of_the_post_decides_and_not_that_of_utc(cast):
    with time_machine.travel(datetime(2024, 1, 30, 3, tzinfo=UTC), tick=False):
        assert lookups.local_day("mx", "piedras-negras") == date(2024, 1, 29)
        assert lookups.local_day("mx", "") == date(2024, 1, 29), "an office lives in the zone of its country"
        assert lookups.local_day("mx", "tijuana") == date(2024, 1, 29)
    with time_machine.travel(datetime(2024, 1, 30, 7, tzinfo=UTC), tick=False):
        assert (lookups.local_day("mx", "piedras-negras"), lookups.local_day("mx", "tijuana")) == (
            date(2024, 1, 30),
            date(2024, 1, 29),
        )


def test_a_password_from_an_administrator_opens_no_case_data_until_somebody_else_vouches(cast):
    """Who gives a password knows it, and administrators see no case content."""
    ines, alma, rafael = cast.account("ines").pk, cast.reader("alma"), cast.reader("rafael")
    (row, _worth), *_rest = memberships_of(ines)
    accounts.reset_sign_in(account=ines, by=alma)
    assert [worth for _row, worth in memberships_of(ines)] == [Standing.UNCONFIRMED]
    assert held_by(ines) == ()
    with pytest.raises(VouchedByAnother):
        memberships.confirm(membership=row.subject, by=alma, at=timezone.now())
    memberships.confirm(membership=row.subject, by=rafael, at=timezone.now())
    assert [held.role for held in held_by(ines)] == [Role.AGENT]


def test_an_account_that_an_administrator_opens_waits_for_the_coordinator(cast):
    alma = cast.reader("alma")
    account, _password = accounts.open_account(username="agente", display_name="Agente", by=alma)
    given = memberships.grant(
        account=account.pk,
        role=Role.AGENT,
        country="mx",
        group="piedras-negras",
        from_on=date(2020, 1, 1),
        by=alma,
        at=timezone.now(),
    )
    assert held_by(account.pk) == ()
    memberships.confirm(membership=given.subject, by=cast.reader("rafael"), at=timezone.now())
    assert len(held_by(account.pk)) == 1


def test_a_password_from_the_coordinator_or_for_a_role_without_cases_needs_no_vouching(cast):
    accounts.reset_sign_in(account=cast.account("ines").pk, by=cast.reader("rafael"))
    assert len(held_by(cast.account("ines").pk)) == 1
    accounts.reset_sign_in(account=cast.account("julia").pk, by=cast.reader("alma"))
    assert len(held_by(cast.account("julia").pk)) == 1


def test_a_password_from_the_coordinator_opens_no_health_data_until_somebody_else_vouches(cast):
    """A paramedic reads health, a coordinator does not: the coordinator's hand is worth no more than an administrator's."""
    tomas, rafael = cast.account("tomas").pk, cast.reader("rafael")
    (row, _worth), *_rest = memberships_of(tomas)
    accounts.reset_sign_in(account=tomas, by=rafael)
    assert held_by(tomas) == ()
    with pytest.raises(VouchedByAnother):
        memberships.confirm(membership=row.subject, by=rafael, at=timezone.now())
    memberships.confirm(membership=row.subject, by=cast.reader("alma"), at=timezone.now())
    assert [held.role for held in held_by(tomas)] == [Role.PARAMEDIC]


def test_an_account_that_a_coordinator_opens_for_a_paramedic_waits_for_somebody_else(cast):
    rafael, told = cast.reader("rafael"), {"country": "mx", "group": "piedras-negras", "from_on": date(2020, 1, 1)}
    for username, role, live in (("agente", Role.AGENT, 1), ("paramedica", Role.PARAMEDIC, 0)):
        account, _password = accounts.open_account(username=username, display_name=username, by=rafael)
        memberships.grant(account=account.pk, role=role, **told, by=rafael, at=timezone.now())
        assert len(held_by(account.pk)) == live, username
    account.refresh_from_db()
    account.is_password_temporary, account.vouch_not_by = False, ""
    account.save()
    memberships.grant(account=account.pk, role=Role.PARAMEDIC, **told, by=rafael, at=timezone.now())
    assert len(held_by(account.pk)) == 2, "who chose an own password needs nobody else"


def test_a_role_that_begins_tomorrow_counts_for_the_password_of_today(cast):
    ines, rafael = cast.account("ines").pk, cast.reader("rafael")
    tomorrow = lookups.local_day("mx", "piedras-negras") + timedelta(days=1)
    told = {"role": Role.PARAMEDIC, "country": "mx", "group": "piedras-negras", "from_on": tomorrow}
    memberships.grant(account=ines, **told, by=rafael, at=timezone.now())
    accounts.reset_sign_in(account=ines, by=rafael)
    assert held_by(ines) == ()
