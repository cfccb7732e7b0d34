"""Help never becomes enforcement: each sentence of the binding rules, section 1, that speaks of access."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import vereda
from vereda.access.places import partner_role, partners
from vereda.access.rules.institutions import may_hold, may_hold_account
from vereda.access.rules.memberships import standing
from vereda.access.words import ENFORCEMENT, Holding, InstitutionRole, Purpose, Role, Standing
from vereda.countries.door import RECEIVES_AS, installed, pack

PACKAGE = Path(vereda.__file__).parent
TEN = [
    "assist", "rescue", "medical", "protection_case", "legal_aid", "tracing", "training", "statistics", "quality_audit",
    "data_subject_request",
]  # fmt: skip
HARM = re.compile(r"enforce|deten|deport|remov|border|police|polic[ií]a|milit|migration_auth|control|disciplin|surveil", re.I)


def test_the_four_roles_of_enforcement_are_closed():
    assert sorted(ENFORCEMENT) == ["migration_authority", "military", "police", "prosecutor"]


@pytest.mark.parametrize(("role", "holding"), list(product(sorted(ENFORCEMENT), Holding)), ids=str)
def test_an_enforcement_institution_holds_no_account_token_webhook_referral_or_bundle(role, holding):
    assert not may_hold(role, holding)


def test_what_could_be_held_is_what_the_rule_names():
    assert sorted(Holding) == ["account", "bundle", "referral", "token", "webhook"]


def test_an_unknown_institution_holds_nothing():
    assert not any(may_hold(role, holding) for role, holding in product(["", "army", "POLICE", "network "], Holding))
    assert not may_hold("network", "data")  # type: ignore[arg-type]  # a word that does not exist


def test_the_network_of_groups_is_a_role_of_its_own():
    """Also where a migration authority pays it: the pack names the network apart from the authority."""
    assert may_hold_account(InstitutionRole.NETWORK)
    for iso in installed():
        networks = pack(iso).institutions_with(InstitutionRole.NETWORK)
        assert networks, iso
        assert not {one.code for one in networks} & {
            one.code for role in ENFORCEMENT for one in pack(iso).institutions_with(role)
        }


def test_an_account_is_refused_to_holders_of_an_enforcement_post(day):
    for role in ENFORCEMENT:
        worth = standing(institution_role=role, from_on=day(1), until_on=None, confirmed_on=None, revoked_on=None, today=day(2))
        assert worth is Standing.REFUSED, "an entry that arrives from elsewhere gives nothing either"


def test_no_institution_that_could_detain_is_a_partner_whatever_code_is_named():
    for iso in installed():
        here = pack(iso)
        for row in here.services_directory.values():
            role = partner_role(iso, row.code)
            assert role not in ENFORCEMENT
            assert (role is None) is (row.kind not in RECEIVES_AS or row.status == "closed"), row.code
        assert not [code for code in here.institutions if partner_role(iso, code)], (
            "a body of the state is no place of the directory"
        )
        assert not [row for row in partners(iso) if partner_role(iso, row.code) is None]
    assert not set(RECEIVES_AS.values()) & ENFORCEMENT


def test_purposes_are_the_ten_and_none_serves_enforcement():
    """SEC-001"""
    assert list(Purpose) == TEN
    assert not [word for word in (*Purpose, *Role) if HARM.search(word)]


def test_no_view_names_a_purpose_outside_the_list():
    """SEC-001: no purpose string outside the enum, in any mark of any view."""
    named = re.compile(r"(?:purposes|usual)\s*=\s*(\([^)]*\)|\"[^\"]*\")")
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for found in named.findall(path.read_text(encoding="utf-8")):
            assert set(re.findall(r"\"([a-z_]+)\"", found)) <= set(Purpose), path


def test_no_role_of_the_matrix_is_an_institution_of_enforcement():
    text = (PACKAGE / "access" / "matrix.csv").read_text(encoding="utf-8")
    assert not HARM.search(text)


def test_tracks_of_own_teams_have_no_purpose_of_discipline():
    assert not {"discipline", "performance", "staff_control"} & set(Purpose)
