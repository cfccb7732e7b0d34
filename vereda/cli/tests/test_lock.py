"""Two commands that write wait for each other, and say so."""

from __future__ import annotations

import threading

from vereda.cli.lock import writing


def test_a_second_writer_waits_for_the_first_and_says_so(home, capsys):
    order: list[str] = []

    def second() -> None:
        with writing():
            order.append("second")

    with writing():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]
    assert "espero" in capsys.readouterr().err
