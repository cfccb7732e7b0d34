"""`vereda countries compare`: two countries side by side, as lines of a terminal."""

from __future__ import annotations

from itertools import groupby

import click

from vereda.cli.main import terminal_language, terminal_words
from vereda.countries.door import COMPARED_PARTS, ComparedPart, compare, compared_label, compared_nothing, pack


@click.command(name="compare")
@click.argument("one", metavar="ISO")
@click.argument("other", metavar="ISO")
@click.option("--part", type=click.Choice([part.value for part in ComparedPart]), help="Una sola parte.")
@click.option("--all", "is_all", is_flag=True, help="También lo que es igual en los dos.")
def compare_command(one: str, other: str, part: str | None, is_all: bool) -> None:
    """Decir en qué difieren dos países: flujos, terreno, instituciones por papel, leyes por
    derecho, números, dinero, lo que falta verificar."""
    say, lang = terminal_words(), terminal_language()
    own, beside = pack(one), pack(other)
    told = [line for line in compare(own, beside, lang) if (not part or line.part == part) and (is_all or line.is_told)]
    if not told:
        click.echo(say("Nada difiere."))
    for which, lines in groupby(told, key=lambda line: line.part):
        click.echo(f"# {say(COMPARED_PARTS[which])}")
        for line in lines:
            mark = f"  ({say('falta en {iso}').format(iso=own.iso)})" if line.is_lacking else ""
            none = compared_nothing(line, say)
            click.echo(f"{compared_label(own, beside, line, lang, say)}{mark}")
            for whose, said in ((own, line.one), (beside, line.other)):
                click.echo(f"  {whose.iso}: {'; '.join(said) or none}")
