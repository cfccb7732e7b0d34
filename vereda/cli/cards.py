"""`vereda cards`: contact cards printed, and counted once a month. No command asks for a code."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import click
from django.utils import timezone

from vereda.cli.files import write_whole
from vereda.cli.lock import writing
from vereda.handouts.door import A_SHEET, SHEETS_MOST, contact_cards
from vereda.people.door import Counted, card_counts, card_estimates, count_cards, estimate_by_card, fresh_code
from vereda.people.schema import Met
from vereda.settings.environment import env
from vereda.statistics.door import asked


@click.group(name="cards")
def command() -> None:
    """Tarjetas de contacto: cinco palabras que no dicen de quién son, y que nadie puede buscar."""


@command.command(name="print")
@click.option(
    "--sheets", type=click.IntRange(1, SHEETS_MOST), default=1, show_default=True, help="Hojas A4, con diez tarjetas cada una."
)
@click.option(
    "--lang", "languages", multiple=True, default=("spa", "eng"), metavar="LENGUA", help="Una o dos lenguas; se repite."
)
@click.option("--publish", is_flag=True, help="Solo con texto revisado, sin la franja.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="ARCHIVO.pdf", help="Dónde se deja."
)
def print_cards(sheets: int, languages: tuple[str, ...], publish: bool, out: Path) -> None:
    """Hacer hojas de tarjetas nuevas. Sus palabras no se guardan en ninguna parte: borre el archivo cuando las haya impreso."""
    codes = [fresh_code() for _card in range(sheets * A_SHEET)]
    write_whole(out, contact_cards(codes, languages, is_final=publish))
    click.echo(f"{out}: {len(codes)} tarjetas. Bórrelo cuando las haya impreso.")


@command.command(name="count")
@click.option("--year", type=click.IntRange(2020, 2199), metavar="AÑO", help="Qué año se muestra; sin él, este.")
@click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin él, el de esta instalación.")
def count(year: int | None, country: str) -> None:
    """Contar los meses que ya terminaron y mostrar lo contado. Menos de diez no se dice; lo demás va redondeado a cinco."""
    now = timezone.now()
    with writing():
        count_months(now=now)
    told = card_counts(country, year or now.year, now=now)
    click.echo("month;nationality;cards;noted;again;given;carriers;once;twice;three_times;four_or_more")
    for month, rows in told.items():
        for row in rows:
            click.echo(_line(month, row))
    for month, one in card_estimates(country, year or now.year, now=now).items():
        click.echo(f"# hasta {month:%Y-%m}: {one['individuals']} individuos ({one['low']} a {one['high']}), {one['version']}")


def count_months(*, now: datetime) -> int:
    """Count the months that are over, and estimate individuals from their cards in the same run; returns how many months."""
    done = count_cards(now=now)
    for country, month in done:
        told = asked(country, date(month.year, 1, 1), (month + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        met = [Met(one.on, one.group, one.nationality, one.people) for one in told.met]
        estimate_by_card(country, month, met, now=now)
    return len(done)


def _line(month: date, row: Counted) -> str:
    cells = (row.cards, row.noted, row.again, row.given, row.carriers, *row.times)
    return ";".join([f"{month:%Y-%m}", row.nationality or "all", *("" if cell is None else str(cell) for cell in cells)])
