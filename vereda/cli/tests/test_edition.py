"""`vereda edition` as two people at a terminal use it: one proposes, the other publishes, anybody verifies."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from vereda.access.errors import NotForYou
from vereda.cli.edition import command
from vereda.logbook import registry
from vereda.statistics import drawing
from vereda.statistics.errors import EditionFilesWrong, EditionUnknown, SamePersonRefuses
from vereda.statistics.published import here
from vereda.statistics.tests.test_editions import SOME, december

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, list(arguments), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def test_two_accounts_publish_a_month_and_its_own_copy_gives_it_again(cast, home, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    december()
    with pytest.raises(EditionUnknown):
        run("revise", "2011-12", "--as", "julia", "--why", "Nada todavía.")
    for name in ("ines", "octavio", "bruno"):
        with pytest.raises(Exception, match=r"access\.") as refused:
            run("publish", "2011-12", "--as", name)
        assert isinstance(refused.value, NotForYou) or refused.value.code == "access.purpose_not_held"
    assert "Propuesta" in run("publish", "2011-12", "--as", "julia")
    assert "Publicada" in run("publish", "2011-12", "--as", "adriana")
    assert "2011-12 · r1 · publicada" in run("show")
    assert "cada cifra sale igual" in run("show", "2011-12", "--verify")
    table = run("show", "2011-12", "--table", "people-nationality-sex")
    assert table.startswith("nationality,sex,value,withheld\nHN,F,")
    [file] = here().root.rglob("people-nationality-sex.csv")
    file.chmod(0o600)
    file.write_text(table.replace("HN,M,60", "HN,M,61") + "\n")
    with pytest.raises(EditionFilesWrong):
        run("show", "2011-12", "--verify")


def test_the_list_of_tables_is_told_in_both_languages():
    assert "Personas atendidas por sexo y edad" in run("tables", "--lang", "es")
    assert "People helped by sex and age" in run("tables", "--lang", "en")


def test_who_proposed_proposes_anew_or_takes_back_and_never_publishes(cast, home, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME[:1])
    december()
    run("publish", "2011-12", "--as", "julia")
    assert "r1" not in run("publish", "2011-12", "--as", "julia")
    assert "publicada" not in run("show")
    with pytest.raises(SamePersonRefuses):
        run("refuse", "2011-12", "--as", "julia", "--why", "No.")
    assert "Devuelta" in run("refuse", "2011-12", "--as", "adriana", "--why", "Faltan días.")
    assert "Faltan días." in run("publish", "2011-12", "--as", "julia")
    assert "Retirada" in run("withdraw", "2011-12", "--as", "julia")
    with pytest.raises(EditionUnknown):
        run("compare", "2011-12", "--table", "people-nationality-sex")
