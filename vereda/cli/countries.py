"""`vereda countries`: which packs stand in the house, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from vereda.cli.country_compare import compare_command
from vereda.cli.country_gaps import tell_gaps
from vereda.cli.country_new import new_command
from vereda.cli.country_release import COMMANDS
from vereda.cli.main import terminal_words
from vereda.countries.door import check, check_reference, counted, folder_of, installed, load, unverified


@click.group(name="countries")
def command() -> None:
    """Ver, revisar y empezar los paquetes de países."""


for one in (new_command, compare_command, *COMMANDS):
    command.add_command(one)


@command.command(name="list")
def list_packs() -> None:
    """Decir qué países hay, con cuántos grupos y servicios, y la huella de sus archivos."""
    say = terminal_words()
    for iso in installed():
        wrong = check(folder_of(iso))
        if wrong:
            told = say("errores: {count}; véalos con «vereda countries check {iso}»").format(count=len(wrong), iso=iso)
            click.echo(f"{iso}\t{told}")
            continue
        found = load(folder_of(iso))
        counts = say("grupos: {groups}, servicios: {services}").format(groups=len(found.groups), services=len(found.services))
        click.echo(f"{iso}\t{found.name_es}\t{counts}\t{found.hash[:12]}")


@command.command(name="check")
@click.argument("pack", required=False, metavar="[ISO|PATH]")
@click.option("--rows", is_flag=True, help="Decir cada renglón sin verificar, y no solo cuántos hay en cada archivo.")
def check_pack(pack: str | None, *, rows: bool) -> int:
    """Revisar un paquete: archivo, línea, columna, qué se encontró y qué se esperaba; y por cada falta qué no
    funcionará, y qué renglones nadie ha verificado.

    Sin argumento, todos los paquetes y lo que comparten.

    Termina con 0: todo bien; 1: hay errores; 2: no existe ese paquete o esa carpeta.
    """
    say = terminal_words()
    folders = [_folder(pack)] if pack else [folder_of(iso) for iso in installed()]
    found = {folder.name: check(folder) for folder in folders} | ({} if pack else {"reference": check_reference()})
    wrong = sum(map(len, found.values()))
    for name, problems in found.items():
        for problem in problems:
            click.echo(f"{name}/{problem.text(say)}")
        if not problems:
            click.echo(say("{iso}: sin errores").format(iso=name))
    for folder in folders:
        if not found[folder.name]:
            tell_gaps(load(folder), say)
            _say_unverified(folder, say, rows=rows)
    if wrong:
        click.echo(say("errores: {count}").format(count=wrong), err=True)
    return 1 if wrong else 0


def _say_unverified(folder: Path, say: Callable[[str], str], *, rows: bool) -> None:
    """Say how many rows of a sound pack nobody has verified, file by file and status by status; with `rows`, which."""
    weak = list(unverified(load(folder)))
    click.echo(say("{iso}: {count} renglones sin verificar").format(iso=folder.name, count=len(weak)))
    lines = weak if rows else counted(weak)
    for line in lines:
        click.echo("  " + "\t".join(str(part) for part in line))


def _folder(pack: str) -> Path:
    """Return the folder meant: a path where there is one, else the installed pack of that code."""
    return Path(pack) if Path(pack).is_dir() else folder_of(pack)
