"""Accounts and the log of reads from the command line."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from vereda.access.door import log_read, operator
from vereda.cli.access import command
from vereda.cli.main import COMMANDS
from vereda.settings.environment import env

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_the_command_is_listed():
    assert COMMANDS["access"].module == "access"


def test_from_nothing_to_an_administrator_who_signs_in():
    password = run("open", "Alba", "--name", "Alba Ríos").output.strip()
    assert re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", password)
    assert run("grant", "alba", "--role", "administrator").exit_code == 0
    assert run("list").output.split("\t")[:4] == ["alba", "administrator", "-", "live"]
    assert Client().post("/entrar/", {"login": "alba", "password": password}).status_code == 302


def test_the_second_administrator_needs_two_persons(cast):
    run("open", "pedro", "--name", "Pedro")
    told = ("grant", "pedro", "--role", "administrator")
    for more in ((), ("--as", "alma"), ("--as", "alma", "--second", "alma")):
        assert run(*told, *more).exception.code == "access.second_person_needed"
    assert run(*told, "--second", "rafael").exception.code == "access.no_such_account"
    assert run(*told, "--second", "alma").exit_code == 0


def test_enforcement_posts_are_refused_here_too(cast):
    run("open", "pedro", "--name", "Pedro")
    for role in ("migration_authority", "police", "military", "prosecutor", "anything"):
        told = run("grant", "pedro", "--role", "agent", "--group", "tapachula", "--institution-role", role)
        assert told.exception.code == "access.enforcement_post"


def test_a_posting_ends_on_its_last_day(cast):
    run("open", "pedro", "--name", "Pedro")
    run("grant", "pedro", "--role", "agent", "--group", "tapachula", "--from", "2024-01-01", "--until", "2024-01-31")
    assert "pedro\tagent\ttapachula\tended\t2024-01-31" in run("list").output


def test_a_lost_phone(cast):
    assert run("reset", "ines", "--as", "alma").output.strip() != run("reset", "ines").output.strip()
    assert run("reset", "nobody").exception.code == "access.no_such_account"


def test_the_log_is_proved_against_a_head_from_outside(cast):
    log_read(operator(), "K8")
    told = run("verify")
    assert told.exit_code == 0
    head = told.output.split()[-1]
    assert run("verify", "--head", head).exit_code == 0
    cut = run("verify", "--head", f"99:{'0' * 64}").exception
    assert (cut.code, cut.exit_code) == ("access.read_log_broken", 1)
    assert run("verify", "--head", "nonsense").exit_code == 2


def test_the_same_role_twice_is_once(cast):
    run("open", "pedro", "--name", "Pedro")
    for _ in range(2):
        assert run("grant", "pedro", "--role", "agent", "--group", "tapachula").exit_code == 0
    assert run("list").output.count("pedro\tagent\ttapachula") == 1


def test_the_home_of_one_country_is_not_opened_as_another(cast, monkeypatch):
    assert run("list").exit_code == 0
    monkeypatch.setattr("vereda.cli.migrated.env", lambda: replace(env(), country="gt"))
    refused = run("list").exception
    assert refused.code == "cli.home_of_another_country"
    assert (refused.details["found"], refused.details["here"]) == ("mx", "gt")
