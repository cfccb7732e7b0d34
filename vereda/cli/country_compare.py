"""`vereda countries compare`: two countries side by side, as lines of a terminal."""

from __future__ import annotations

import click

from vereda.cli.main import terminal_language, terminal_words
from vereda.countries.door import ComparedPart, compare, pack

NOTHING = "—"


@click.command(name="compare")
@click.argument("one", metavar="ISO")
@click.argument("other", metavar="ISO")
@click.option("--part", type=click.Choice([part.value for part in ComparedPart]), help="Una sola parte.")
@click.option("--all", "is_all", is_flag=True, help="También lo que es igual en los dos.")
def compare_command(one: str, other: str, part: str | None, is_all: bool) -> None:
    """Decir en qué difieren dos países: terreno, instituciones por papel, leyes por derecho, números, lo que falta verificar."""
    say = terminal_words()
    heading = None
    for line in compare(pack(one), pack(other), terminal_language()):
        if (part and line.part != part) or (line.is_same and not is_all):
            continue
        if line.part != heading:
            heading = line.part
            click.echo(f"# {heading}")
        mark = f"  ({say('falta en {iso}').format(iso=one)})" if line.is_lacking else ""
        click.echo(f"{line.code}\n  {one}: {'; '.join(line.one) or NOTHING}\n  {other}: {'; '.join(line.other) or NOTHING}{mark}")
