"""Two commands that write wait for each other, and say so."""

from __future__ import annotations

import threading

import click

from vereda.cli.lock import writing


def test_a_second_writer_waits_for_the_first_and_says_so(home, capsys, monkeypatch):
    order: list[str] = []
    said, echo = threading.Event(), click.echo
    monkeypatch.setattr("vereda.cli.lock.click.echo", lambda *told, **how: (echo(*told, **how), said.set()))

    def second() -> None:
        with writing():
            order.append("second")

    with writing():
        waiting = threading.Thread(target=second)
        waiting.start()
        assert said.wait(60)
        order.append("first")
    waiting.join(60)
    assert order == ["first", "second"]
    assert "espero" in capsys.readouterr().err
