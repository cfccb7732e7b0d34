"""`vereda demo`: an invented year in an empty installation; and what `serve` fills a new demonstration with."""

from __future__ import annotations

import sys
import time
from datetime import datetime

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access.door import make_demo_accounts, role_label
from vereda.cli.lock import writing
from vereda.complaints.door import make_demo_keys
from vereda.demo.door import Written, fill, write_year
from vereda.settings.environment import env

NATIONS_SHOWN = 6


@click.command(name="demo")
@click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación.")
@click.option("--year", type=click.IntRange(1990, 2200), required=True, metavar="AAAA", help="Año; ya terminado.")
@click.option(
    "--assisted",
    type=click.IntRange(1000, 2_000_000),
    required=True,
    metavar="NÚMERO",
    help="Atenciones: el total oficial queda un poco arriba; las personas distintas son menos.",
)
@click.option("--seed", type=int, default=7, show_default=True, metavar="NÚMERO", help="La misma semilla da el mismo boletín.")
@click.option("--add", is_flag=True, help="También donde ya hay registros; lo inventado no se puede quitar después.")
def command(country: str, year: int, assisted: int, seed: int, add: bool) -> None:
    """Llenar la bitácora con un año inventado y realista. Nadie de los que salen en él existe.

    Si se interrumpe, la misma orden lo termina.

    Termina con 0: hecho; 1: se interrumpió; 2: no se escribió nada, hay que corregir una opción.
    """
    started = time.monotonic()
    with writing():
        done = write_year(country=country, year=year, assisted=assisted, seed=seed, add=add, now=timezone.now(), told=_told)
    for line in summary(done):
        click.echo(line)
    click.echo(
        gettext("{entries} registros en {blocks} bloques, {seconds:.0f} s").format(
            entries=done.entries, blocks=done.blocks, seconds=time.monotonic() - started
        )
    )


def summary(done: Written) -> list[str]:
    """Return what a year came to: the figures that the bulletin will show, and the truth that it cannot know."""
    plan = done.plan
    inside = ", ".join(f"{code} {count}" for code, count in sorted(plan.in_total.items(), key=lambda one: -one[1]))
    nations = ", ".join(f"{code} {100 * n / plan.people_met:.1f} %" for code, n in plan.nations.most_common(NATIONS_SHOWN))
    times = ", ".join(f"{count} × {times}" for times, count in sorted(plan.times_met.items()))
    return [
        gettext("Total oficial de atenciones: {total} ({parts})").format(total=plan.official_total, parts=inside),
        gettext("Personas atendidas, una por encuentro: {people}, en {encounters} encuentros").format(
            people=plan.people_met, encounters=plan.encounters
        ),
        gettext("Nacionalidades: {nations}").format(nations=nations),
        gettext("Fuera del total: {patrols} recorridos, {bodies} cuerpos").format(patrols=plan.patrols, bodies=plan.bodies),
        gettext("Personas distintas (lo sabe solo el generador): {persons}; {mean:.2f} encuentros por persona ({times})").format(
            persons=plan.persons, mean=plan.meetings_a_person, times=times
        ),
    ]


def first_filling(now: datetime | None = None) -> list[str]:
    """Fill a new demonstration once and return the lines to print: the accounts of each role and their password."""
    country = env().country
    if env().regional:
        return [
            gettext("VEREDA_DEMO=1, pero a la oficina regional no entra ninguna persona, tampoco inventada: no se agregó nada.")
        ]
    if not fill(country, now=now or timezone.now()):
        return [gettext("VEREDA_DEMO=1, pero la bitácora ya tiene registros: no se agregó nada, tampoco cuentas.")]
    accounts = make_demo_accounts(country)
    return [
        gettext("Demostración: todo es inventado. Contraseña de todas las cuentas: {password}").format(
            password=accounts[0].password
        ),
        *(
            f"  {one.username:<9} {one.display_name:<17} {role_label(one.role)}{f', {one.group}' * bool(one.group)}"
            for one in accounts
        ),
        *_outside_body(accounts[0].password),
    ]


def _outside_body(password: str) -> list[str]:
    """Return where the keys of the invented outside body lie: who tries the house reads a complaint as that body does."""
    path = make_demo_keys(password)
    said = gettext("Organismo externo inventado; sus llaves, con la misma contraseña: {path}")
    return [said.format(path=path)] if path else []


def _told(entries: int) -> None:
    if sys.stderr.isatty():
        click.echo("\r" + gettext("{entries} registros …").format(entries=entries), err=True, nl=False)
