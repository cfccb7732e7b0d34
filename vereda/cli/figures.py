"""`vereda figures`: figures as others printed them, replayed as editions with their revisions, and held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from vereda.cli.main import terminal_language
from vereda.settings.environment import env
from vereda.statistics.schema import PeriodNotPrinted, Press, PressEdition, Rule, phrases, press, read, sheets

FORMATS = ("table", "csv", "markdown")


@click.group(name="figures")
def command() -> None:
    """Cifras publicadas por otros: repetirlas como ediciones, y ver qué no concuerda."""


def options(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options that both have."""
    for option in (
        click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE.csv]"),
        click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación."),
        click.option("--period", metavar="AÑO", help="Solo una edición: 2013, 2002-2005."),
        click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Forma."),
        click.option("--lang", type=click.Choice(["es", "en"]), default=terminal_language, help="Idioma."),
    ):
        function = option(function)
    return function


@command.command(name="replay")
@options
def replay(file: Path | None, country: str, period: str | None, form: str, lang: str) -> None:
    """Repetir las cifras como ediciones: quién imprimió, cuándo, qué cambió en cada revisión.

    Sin archivo, las que trae Vereda, con su fuente. Con el mismo archivo sale siempre lo mismo, hasta la última cifra;
    lo que no entra en ninguna tabla se dice con su motivo.

    \b
    CSV: una fila por cifra que valía en cada revisión.
    """
    told = _told(file, country)
    editions = [one for one in told.editions if period in (None, one.period)]
    _known(period, {one.period for one in told.editions})
    if form == "csv":
        click.echo(sheets.csv_of_editions(editions), nl=False)
    elif form == "markdown":
        click.echo(sheets.editions_page(lang, editions), nl=False)
    else:
        for line in _lines(lang, told, editions, period):
            click.echo(line)


@command.command(name="check")
@options
@click.option("--rule", type=click.Choice([one.value for one in Rule]), help="Solo lo que encontró una regla.")
def check(file: Path | None, country: str, period: str | None, form: str, lang: str, rule: str | None) -> int:
    """Decir qué cifras no concuerdan: la regla, los dos números y quién los imprimió. No se corrige nada.

    Sin archivo, las que trae Vereda.

    Termina con 0: nada, o solo cosas por preguntar; 1: hay cifras que no pueden ser ciertas a la vez; 2: hay que corregir
    el archivo.
    """
    told = _told(file, country)
    _known(period, {one.period for one in told.figures})
    found = [
        one for one in told.findings if (period is None or period in one.periods) and (rule is None or one.rule == Rule(rule))
    ]
    if form == "csv":
        click.echo(sheets.csv_of_findings(found), nl=False)
    elif form == "markdown":
        click.echo(sheets.findings_page(lang, found), nl=False)
    else:
        for line in sheets.lines(lang, found):
            click.echo(line)
    click.echo(phrases.summed(lang, len(told.figures), found), err=True)
    return 1 if any(not one.is_odd for one in found) else 0


@command.command(name="publish")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE.csv]")
@click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación.")
@click.option("--as", "as_", required=True, metavar="CUENTA", help="Quién las copia; basta una persona, porque ya son públicas.")
def publish(file: Path | None, country: str, as_: str) -> None:
    """Guardar las cifras como ediciones con sus revisiones; pedirlo dos veces es pedirlo una.

    Sin archivo, las que trae Vereda. Si un archivo cambió, lo publicado queda como está y entra una revisión que lo dice.
    """
    from django.utils import timezone
    from django.utils.translation import gettext

    from vereda.access import door as access
    from vereda.cli.edition import reader_who_signs
    from vereda.cli.lock import writing
    from vereda.statistics.door import editions_of, publish_figures

    told, reader = _told(file, country), reader_who_signs(as_, country)
    with writing():
        new = publish_figures(told, by=access.author_of(reader), at=timezone.now())
    there = sum(row.origin == "press" for row in editions_of(country))
    click.echo(gettext("{new} entradas nuevas; {there} ediciones de la prensa en el estante.").format(new=new, there=there))


def _told(file: Path | None, country: str) -> Press:
    return read(file, country) if file else press(country)


def _known(period: str | None, periods: set[str]) -> None:
    if period is not None and period not in periods:
        raise PeriodNotPrinted(period=period, known=", ".join(sorted(periods)) or "—")


def _lines(lang: str, told: Press, editions: Sequence[PressEdition], period: str | None) -> list[str]:
    found = [line for one in editions for line in (*sheets.edition_lines(lang, one), f"  {one.digest}")]
    rows = [one for one in told.figures if period in (None, one.period)]
    return [*found, "", sheets.skipped_page(lang, rows).rstrip()]
