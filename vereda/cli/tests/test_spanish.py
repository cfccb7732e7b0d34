"""What click itself says is said in the language of the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vereda.cli.main import main
from vereda.cli.spanish import teach_click


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    teach_click("en")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["countries", "compare", "mx"], "Falta el argumento 'ISO'"),
        (["countries", "release", "mx"], "Falta la opción '--version'"),
        (["countries", "compare", "mx", "gt", "--part", "leyes"], "En '--part': «leyes» no es uno de 'flows'"),
        (["countries", "upgrade", "/nada"], "«/nada» no existe"),
        (["countries", "list", "de", "más"], "sobran (de más)"),
        (["countries", "list", "--todo"], "no hay opción «--todo»"),
        (["countries", "chek"], "no hay orden «chek». ¿Quiso decir 'check'?"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_spanish(
    typed: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("LC_ALL", "es_CR.UTF-8")
    with pytest.raises(SystemExit):
        main(typed)
    told = capsys.readouterr().err
    assert said in told
    assert "Uso: vereda" in told
    assert not {"Usage", "Error", "Try", "Missing", "Invalid"} & set(told.replace(":", " ").split())


def test_help_is_in_the_language_of_the_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    for language, said in (
        ("es_CR.UTF-8", ("Uso:", "Opciones:", "Órdenes:", "Mostrar esta ayuda.")),
        ("en_US.UTF-8", ("Usage:",)),
    ):
        monkeypatch.setenv("LC_ALL", language)
        with pytest.raises(SystemExit):
            main(["--help"])
        told = capsys.readouterr().out
        assert all(one in told for one in said)
