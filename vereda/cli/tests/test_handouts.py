"""`vereda guidance card|poster|talking|pictures|audio` as a person at a terminal sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vereda.cli.handouts import COMMANDS
from vereda.countries.door import pack
from vereda.guidance.errors.text import LanguageUnknown
from vereda.handouts import errors
from vereda.handouts.tests.drawn import words
from vereda.handouts.words import band

pytestmark = pytest.mark.django_db
SITE = ("--address", "https://vereda.example.org/guia")
OF = {command.name: command for command in COMMANDS}


def run(name: str, out: Path, *options: str) -> Result:
    return CliRunner().invoke(OF[name], ["--country", "mx", "--out", str(out), *options])


@pytest.mark.parametrize(("name", "kind"), [("card", "tarjeta"), ("poster", "cartel"), ("talking", "ficha")])
def test_paper_comes_in_colour_and_in_one_ink_with_the_band(tmp_path: Path, name: str, kind: str):
    out = tmp_path / "papel" / "nuevo"
    done = run(name, out, "--lang", "spa", "--with", "eng", *SITE)
    assert done.exit_code == 0, done.exception
    files = sorted(path.name for path in out.iterdir())
    assert files == [f"mx-{kind}-spa-eng-color-muestra.pdf", f"mx-{kind}-spa-eng-una-tinta-muestra.pdf"]
    assert done.stdout.split() == [str(out / name) for name in files]
    assert "La dirección es de muestra" in done.stderr
    for path in out.iterdir():
        assert band(("eng",))[0] in words(path.read_bytes())


def test_each_topic_that_has_a_text_is_a_picture(tmp_path: Path):
    assert run("pictures", tmp_path, "--lang", "hat", *SITE).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {f"mx-hat-{code}-muestra.png" for code in pack("mx").texts["hat"]}


def test_what_is_refused_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, options, error in (
        ("card", ("--lang", "spa", "--publish", "--address", "https://192.0.2.7/"), errors.NotPublishable),
        ("card", ("--lang", "spa", "--publish", *SITE), errors.SiteIsSample),
        ("poster", ("--lang", "spa"), errors.SiteMissing),
        ("poster", ("--lang", "spa", "--address", "ayuda"), errors.SiteNotUnderstood),
        ("card", ("--lang", "quc", *SITE), errors.NothingToTell),
        ("card", ("--lang", "klingon", *SITE), LanguageUnknown),
        ("pictures", ("--lang", "zz", *SITE), LanguageUnknown),
        ("card", ("--lang", "spa", "--topic", "nada", *SITE), errors.TopicUnknown),
        ("audio", ("--lang", "hat"), errors.VoiceMissing),
    ):
        done = run(name, tmp_path / "out", *options)
        assert isinstance(done.exception, error), (name, options, done.exception)
    assert not (tmp_path / "out").exists()
