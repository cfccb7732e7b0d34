"""`vereda countries` as a person at a terminal sees it."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from vereda import countries
from vereda.cli.countries import command
from vereda.countries.door import KeyStands, PackNotFound, ReleaseRefused, StartUnclear, folder_of, load
from vereda.countries.errors import AreasMissing, CountryKnown, GazetteerUnread, PackExists
from vereda.said import Said

AREAS = Path(countries.__file__).parent / "tests" / "data" / "areas"


@pytest.fixture(autouse=True)
def _spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")


def run(*arguments: str):
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_list_names_each_pack():
    lines = [line.split("\t")[:3] for line in run("list").output.splitlines()]
    assert ["mx", "México", "grupos: 21, servicios: 39"] in [[*one] for one in lines]
    assert [one[0] for one in lines] == ["gt", "hn", "mx", "sv"]


def test_check_of_a_good_pack_says_so_and_counts_what_nobody_verified():
    outcome = run("check", "mx")
    lines = outcome.output.splitlines()
    assert lines[1].startswith("  [emergency_number] Ningún número de emergencias se le da")
    first, second, *counted = (line for line in lines if line[:1] != " " or "\t" in line)
    assert (outcome.return_value, first) == (0, "mx: sin errores")
    total = sum(int(line.split("\t")[-1]) for line in counted)
    assert second == f"mx: {total} renglones sin verificar"
    assert len(run("check", "mx", "--rows").output.splitlines()) == len(lines) - len(counted) + total


def test_check_without_a_name_goes_through_all_countries():
    outcome = run("check")
    assert outcome.return_value == 0
    assert [line for line in outcome.output.splitlines() if line.endswith("sin errores")] == [
        f"{iso}: sin errores" for iso in ("gt", "hn", "mx", "sv", "reference")
    ]


def test_check_of_a_folder_prints_one_line_a_problem(tmp_path: Path):
    folder = tmp_path / "mx"
    shutil.copytree(folder_of("mx"), folder)
    text = (folder / "groups.csv").read_text("utf-8")
    (folder / "groups.csv").write_text(text.replace("America/Hermosillo", "America/Hermosilo"), "utf-8")
    outcome = run("check", str(folder))
    assert outcome.return_value == 1
    lines = outcome.stdout.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("mx/groups.csv:5:9 (zone): se encontró «America/Hermosilo»; se esperaba una zona horaria")
    assert outcome.stderr == "errores: 5\n"


def test_unknown_pack_is_refused():
    outcome = run("check", "zz")
    assert isinstance(outcome.exception, PackNotFound)


def test_new_writes_a_pack_of_this_installation_which_is_found_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vereda.countries.loader.own_packs", lambda: tmp_path)
    monkeypatch.setattr("vereda.cli.country_new.own_packs", lambda: tmp_path)
    outcome = run("new", "cr", "--areas", str(AREAS), "--city", "La Cruz", "--phone-prefix", "+506", "--phone-digits", "8")
    assert outcome.return_value is None, outcome.exception
    for said in ("export VEREDA_COUNTRY=cr", "access grant ana --role agent --group la-cruz", "bin/vereda serve"):
        assert said in outcome.output, "what to type next"
    assert "cr\tCosta Rica\tgrupos: 1" in run("list").output
    again = run("new", "cr", "--areas", str(AREAS))
    assert isinstance(again.exception, PackExists)


def test_new_hides_no_country_of_the_program_and_puts_a_pack_in_a_folder_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("vereda.cli.country_new.own_packs", lambda: tmp_path)
    assert isinstance(run("new", "mx", "--areas", str(AREAS)).exception, CountryKnown)
    assert run("new", "cr", "--areas", str(AREAS), "--to", str(tmp_path / "try")).return_value is None
    assert [path.name for path in (tmp_path / "try").iterdir()] == ["cr"]
    for wrong in (("--city", "Springfield"), ("--phone-digits", "3"), ("--terrain", "pantano"), ("--zone", "America/Costarica")):
        outcome = run("new", "cr", "--areas", str(AREAS), "--to", str(tmp_path / "never"), *wrong)
        assert isinstance(outcome.exception, StartUnclear), wrong
        assert outcome.exception.details["name"] == wrong[0]
    assert not (tmp_path / "never").exists()


def test_new_says_where_areas_are_found_and_reads_blanks_as_no_answer(tmp_path: Path):
    assert isinstance(run("new", "cr").exception, AreasMissing)
    absent = run("new", "cr", "--areas", str(tmp_path / "CR.zip")).exception
    assert isinstance(absent, GazetteerUnread)
    assert "download.geonames.org" in absent.details["why"]
    assert run("new", "cr", "--areas", str(AREAS), "--to", str(tmp_path), "--group", "  ", "--city", " ").exception is None
    assert [group.name for group in load(tmp_path / "cr").groups.values()] == ["Grupo (por llenar)"]


def test_new_asks_again_what_will_not_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    answers = iter(
        ["Nicargua", "Nicaragua y Panamá", "506", "88", "8", "cantón", "Grupo Norte", "Peñas", "la cruz", "ríos", "río"]
    )
    monkeypatch.setattr("vereda.cli.country_new.click.prompt", lambda *_asked, **_how: next(answers))
    monkeypatch.setattr("vereda.cli.country_new.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    outcome = run("new", "cr", "--areas", str(AREAS), "--to", str(tmp_path))
    assert outcome.exception is None, outcome.exception
    made = load(tmp_path / "cr")
    assert (made.country.neighbours, made.country.phone.prefix, made.country.phone.digits) == (("NI", "PA"), "+506", 8)
    (group,) = made.groups.values()
    assert (group.name, group.city, group.municipality, group.terrain) == ("Grupo Norte", "Peñas", "510", ("river",))
    assert outcome.stderr.count("countries.start_unclear") == 4
    assert outcome.stderr.startswith("Lo que no sepa, déjelo en blanco con Enter")


def test_a_release_says_what_it_made_and_a_key_is_never_written_over(tmp_path: Path):
    key, out = tmp_path / "key", tmp_path / "gt.zip"
    made = run("key", "--key", str(key)).stdout.strip()
    assert isinstance(run("key", "--key", str(key)).exception, KeyStands)
    told = run("release", "gt", "--version", "2026.1", "--key", str(key), "--out", str(out)).stdout
    assert "2026.1" in told
    assert made in told
    refused = run("upgrade", str(out), "--preview").exception
    assert isinstance(refused, ReleaseRefused)
    assert f"vereda countries trust {made}" in refused.details["why"]


def test_what_a_release_is_refused_for_says_what_to_do_and_can_be_said_in_english(tmp_path: Path):
    (tmp_path / "half.zip").write_bytes(b"PK")
    for typed, said in (
        (("trust", "ABC"), "countries key"),
        (("upgrade", str(tmp_path / "half.zip")), "cópielo otra vez"),
        (("promote", "qq"), "countries upgrade"),
        (("release", "gt", "--version", "2026.1", "--key", str(tmp_path / "no"), "--out", str(tmp_path / "x")), "hágala con"),
    ):
        refused = run(*typed).exception
        assert isinstance(refused, ReleaseRefused), typed
        assert isinstance(refused.details["why"], Said), typed
        assert said in refused.details["why"], typed


def test_two_countries_that_differ_in_nothing_say_so():
    assert run("compare", "gt", "gt", "--part", "kept").output == "Nada difiere.\n"
    told = run("compare", "hn", "mx", "--part", "money").output
    assert told.startswith("# Dinero y gente de la red\nPresupuesto\n  hn: no se sabe\n  mx: 2008: 247,058,000")
