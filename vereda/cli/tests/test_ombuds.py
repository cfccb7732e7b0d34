"""The outside body's own tool and the network's: keys made once, what is damaged or not theirs is said, nothing lies open."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vereda.cli import ombuds
from vereda.complaints import errors, reading, sealing
from vereda.complaints.reading import Carried
from vereda.complaints.sealing import Told

PASSPHRASE = "caballo lluvia puente siete"


def run(*arguments: object, typed: str = PASSPHRASE) -> Result:
    return CliRunner().invoke(ombuds.command, [str(one) for one in arguments], input=f"{typed}\n{typed}\n")


@pytest.fixture
def body(tmp_path: Path) -> Path:
    made = run("keys", tmp_path / "cndh")
    assert made.exit_code == 0, made.output
    return tmp_path / "cndh" / "ombuds-private.pem"


def carried(tmp_path: Path, private: Path, *texts: str) -> Path:
    keys = reading.keys_from(private.read_bytes(), PASSPHRASE, "x").public
    found = []
    for number, text in enumerate(texts, 1):
        receipt = sealing.receipt_of(sealing.new_code())
        sealed = sealing.seal(Told(text=text), receipt, keys, "mx")
        found.append(Carried(subject=receipt.subject, number=number, month="2026-11", key=keys.fingerprint, sealed=sealed))
    path = tmp_path / "quejas.json"
    path.write_bytes(reading.carried_file("mx", found))
    return path


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path, body: Path):
    for name in ("ombuds-private.pem", "ombuds-public.json"):
        assert stat.S_IMODE((tmp_path / "cndh" / name).stat().st_mode) == 0o600
    assert b"ENCRYPTED" in body.read_bytes()
    before = body.read_bytes()
    again = run("keys", tmp_path / "cndh")
    assert isinstance(again.exception, errors.KeysThere)
    assert body.read_bytes() == before
    short = run("keys", tmp_path / "otra", typed="corta")
    assert isinstance(short.exception, errors.PassphraseShort)
    assert not (tmp_path / "otra").exists()
    told = run("print", "--key", body)
    public = (tmp_path / "cndh" / "ombuds-public.json").read_text()
    assert told.output.splitlines()[-1].replace(" ", "") in public
    assert isinstance(run("print", "--key", body, typed="otra contraseña larga").exception, errors.KeysWrong)


def test_what_is_read_moves_no_cursor_and_stays_with_its_owner(tmp_path: Path, body: Path):
    there = carried(tmp_path, body, "Primera\x1b[2J línea\nsegunda \u202elínea", "Otra")
    said = run("read", there, "--key", body).output
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "segunda" in said
    assert "Otra" in said
    assert "Otra" not in run("read", there, "--key", body, "--number", 1).output
    out = run("read", there, "--key", body, "--out", tmp_path / "leidas")
    assert "Otra" not in out.output
    assert "Otra" in (tmp_path / "leidas" / "queja-2.txt").read_text()
    assert stat.S_IMODE((tmp_path / "leidas" / "queja-2.txt").stat().st_mode) == 0o600
    assert isinstance(run("read", there, "--key", body, "--number", 9).exception, errors.NumberUnknown)


def test_one_that_does_not_open_is_named_and_the_others_are_read(tmp_path: Path, body: Path):
    there = carried(tmp_path, body, "Primera", "Otra")
    country, found = reading.carried_in(there.read_bytes(), "x")
    bad = Carried(subject=found[0].subject, number=1, month="2026-11", key=found[0].key, sealed=found[1].sealed)
    there.write_bytes(reading.carried_file(country, [bad, found[1]]))
    done = run("read", there, "--key", body)
    assert done.exit_code == 1
    assert "Queja 1, 2026-11: no se abre con estas llaves" in done.output
    assert "Otra" in done.output


def test_answers_are_gathered_in_one_file_and_a_damaged_one_is_not_written_over(tmp_path: Path, body: Path):
    there, back, words = carried(tmp_path, body, "Primera", "Otra"), tmp_path / "respuestas.json", tmp_path / "r.txt"
    words.write_text("Gracias", encoding="utf-8")
    assert run("answer", there, "--key", body, "--number", 1, "--text", words, "--out", back).exit_code == 0
    assert run("close", there, "--key", body, "--number", 2, "--out", back).exit_code == 0
    _country, found = reading.words_in(back.read_bytes(), "x")
    assert [(bool(one.sealed), one.closes) for one in found] == [(True, False), (False, True)]
    assert b"Gracias" not in back.read_bytes()
    words.write_text(" \n", encoding="utf-8")
    empty = run("answer", there, "--key", body, "--number", 1, "--text", words, "--out", back)
    assert isinstance(empty.exception, errors.AnswerEmpty)
    back.write_text("{", encoding="utf-8")
    assert isinstance(run("close", there, "--key", body, "--number", 2, "--out", back).exception, errors.FileWrong)
    assert back.read_text() == "{"


def test_it_needs_no_installation(tmp_path: Path, body: Path):
    """Run as the body runs it, with nothing of Vereda on the machine but the program: no home is made, no Django starts."""
    import os
    import subprocess
    import sys

    there = carried(tmp_path, body, "Primera")
    program = (
        "import sys; sys.argv = ['vereda', 'ombuds', 'read', *sys.argv[1:]]\n"
        "from unittest.mock import patch; import click\n"
        f"with patch.object(click, 'prompt', return_value={PASSPHRASE!r}):\n"
        "    from vereda.cli.main import main\n"
        "    try: main()\n"
        "    except SystemExit as end: assert not end.code, end.code\n"
        "assert 'django' not in sys.modules\n"
    )
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-c", program, str(there), "--key", str(body)],
        env={**os.environ, "VEREDA_HOME": str(home)}, capture_output=True, text=True, timeout=250,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Primera" in done.stdout
    assert not home.exists()
