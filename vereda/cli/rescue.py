"""`vereda rescue`: the plan of a search from a scenario file, without Django and without a database."""

from __future__ import annotations

from pathlib import Path

import click

from vereda.cli.main import terminal_words
from vereda.rescue.planning import check_names, hurry_sentence, read_scenario, search_plan, write_plan

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(name="rescue")
def command() -> None:
    """Planear búsquedas."""


@command.command(name="plan")
@click.argument("scenario", type=FILE, metavar="SCENARIO.json")
@click.option(
    "--out", "outs", type=FILE, multiple=True, required=True, help="plan.json, .geojson, .gpx o .png; se puede repetir."
)
def plan_command(scenario: Path, outs: tuple[Path, ...]) -> None:
    """Hacer el plan de una búsqueda: dónde buscar primero, quién y cuántas horas, y de dónde sale cada número.

    El .json es interno y lo explica todo; .geojson, .gpx y .png llevan solo las áreas. Si algo está mal no se escribe nada.
    """
    check_names(outs)
    say = terminal_words()
    plan = search_plan(read_scenario(scenario), scenario.parent)
    write_plan(plan, outs, say)
    click.echo(hurry_sentence(plan.hurry).by(say))
    told = say("{areas} áreas; probabilidad de hallarlos con este plan {success:.1%}; fuera del terreno {outside:.1%}.")
    click.echo(told.format(areas=int((plan.order > 0).sum()), success=plan.success, outside=plan.outside))
