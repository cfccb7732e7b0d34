"""`vereda exchange count` as people at five terminals see it; the whole run is in `tests/count` (make drill-count)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from vereda.access.errors import NotForYou, PurposeNotHeld
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast
from vereda.cli.exchange import command
from vereda.people.exchange import CountNeedsAccount
from vereda.people.exchange.errors import CountBracketEmpty, CountFileDamaged, CountFileMissing, CountUnitHasRecords


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")


def said(*arguments: str | Path) -> str:
    done = CliRunner().invoke(command, [str(one) for one in ("count", *arguments)])
    if done.exception:
        raise done.exception
    return done.output


@pytest.mark.parametrize("arguments", [("--help",), ("offer", "--help"), ("tokens", "--help"), ("run", "--help")])
def test_each_command_explains_itself(arguments):
    assert said(*arguments)


def test_the_help_says_that_nobody_is_found_with_it():
    words = " ".join(said("--help").split())
    assert "Para buscar a una persona o reunir a una familia no sirve" in words


def test_without_a_run_the_bracket_is_told_from_published_figures():
    told = said("bracket", "mx=12000", "gt=3100:3400:3800")
    assert "Al menos 12000 y a lo más 15800 personas" in told
    assert "de 12000 a 15400" in told
    with pytest.raises(CountBracketEmpty):
        said("bracket", "mx=12000")


@pytest.mark.django_db
class TestACountry:
    @pytest.fixture(autouse=True)
    def _home(self, home: Path, cast: Cast) -> None:
        """An installation with accounts."""

    def cards(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Return options with the cards of three countries and a unit, of which this installation is one."""
        from vereda.settings import environment

        made = []
        said("card", "--out", folder / "mx.json")
        for who in ("unit", "gt", "hn"):
            with monkeypatch.context() as patch:
                patch.setenv("VEREDA_HOME", str(folder / who))
                environment.env.cache_clear()
                said("card", "--unit", "--out", folder / f"{who}.json")
            environment.env.cache_clear()
        from vereda.people.exchange.unit import Unit

        for who in ("gt", "hn"):  # a unit's card, signed again as that of a country
            from vereda.people.exchange import written

            unit = Unit(folder / who)
            body = {"who": who, "signing": unit.card.signing}
            (folder / f"{who}.json").write_bytes(written("card", who, body, unit.sign))
        for who in ("mx", "gt", "hn", "unit"):
            made += ["--card", str(folder / f"{who}.json")]
        return made

    def offer(self, folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> str:
        usual = ("--from", "2024-01-01", "--to", "2024-03-31", "--cell", "nationality", "--out", str(folder / "terms.json"))
        return said("offer", *self.cards(folder, monkeypatch), *usual, *more)

    def test_terms_are_offered_shown_and_agreed_to_by_accounts_of_statistics(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        told = self.offer(tmp_path, monkeypatch, "--as", "julia")
        assert "Celdas: nationality" in told
        assert "Huella de los términos" in told
        assert said("show", tmp_path / "terms.json").splitlines()[0] in told
        told = said("agree", tmp_path / "terms.json", "--as", "julia", "--out", tmp_path / "no.json")
        assert "Falta que otra persona" in told
        assert not (tmp_path / "no.json").exists()
        assert ReadRow.objects.filter(record_class="K8", action="approve").count() == 2

    def test_nobody_without_that_role_takes_part_and_no_machine_by_itself(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        self.offer(tmp_path, monkeypatch, "--as", "julia")
        for name in ("ines", "nadia", "rafael", "graciela", "alma", "octavio"):
            with pytest.raises((NotForYou, PurposeNotHeld)):
                said("agree", tmp_path / "terms.json", "--as", name, "--out", tmp_path / "no.json")
        with pytest.raises(CountNeedsAccount):
            said("agree", tmp_path / "terms.json", "--out", tmp_path / "no.json")
        assert not (tmp_path / "no.json").exists()

    def test_a_file_that_is_none_and_terms_that_are_not_there_are_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        self.offer(tmp_path, monkeypatch, "--as", "julia")
        bad = tmp_path / "bad.json"
        bad.write_text(json.dumps({"vereda": "something else"}))
        with pytest.raises(CountFileDamaged):
            said("show", bad)
        with pytest.raises(CountFileMissing):
            said("show", tmp_path / "mx.json")

    def test_the_unit_does_not_work_in_the_home_of_an_installation(self, tmp_path: Path):
        said("card", "--out", tmp_path / "mx.json")
        with pytest.raises(CountUnitHasRecords):
            said("card", "--unit", "--out", tmp_path / "unit.json")
