"""`vereda logbook`: prove the chain, rebuild what is read from it, hand its head outside."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click
import orjson
from django.utils import timezone

from vereda.cli.lock import writing
from vereda.logbook.door import (
    ChainBroken,
    dangling,
    digest_of_read_models,
    entries_as_lines,
    head_line,
    leave_head,
    rebuild,
    rotate_index,
    verify,
)


@click.group(name="logbook")
def command() -> None:
    """Verificar la bitácora, reconstruir lo que se lee de ella, sacar copias de su cabeza."""


@command.command(name="verify")
@click.option(
    "--head", "heads", type=click.Path(exists=True, path_type=Path), help="Cabezas guardadas fuera (de «logbook head»)."
)
def verify_command(heads: Path | None) -> None:
    """Leer toda la cadena; nombra el primer registro cambiado, ausente, añadido o movido.

    Con --head también encuentra una cadena rehecha entera. Termina con 0: la cadena se sostiene; 1: no.
    """
    kept = [orjson.loads(line) for line in heads.read_text().splitlines() if line.strip()] if heads else []
    proof = verify(external=[(one["epoch"], one["block"], one["hash"]) for one in kept])
    for note in proof.notes:
        click.echo(note)
    if not proof.holds:
        raise ChainBroken(what=proof.wrong)
    click.echo(f"{proof.entries} registros en {proof.blocks} bloques; época {proof.epoch}; cabeza {proof.head}")
    for subject, entry in dangling(now=timezone.now()):
        click.echo(f"aviso: {subject} nombra el registro {entry}, que no ha llegado en 30 días")


@command.command(name="rebuild")
def rebuild_command() -> None:
    """Hacer de nuevo todas las tablas que se leen, desde los registros; el resultado es igual."""
    with writing():
        before = digest_of_read_models()
        count = rebuild()
        after = digest_of_read_models()
    click.echo(
        f"{count} asuntos reconstruidos; " + ("todo igual que antes" if before == after else "había diferencias, ya corregidas")
    )


@command.command(name="head")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Carpeta fuera de esta máquina.")
def head_command(folder: Path | None) -> None:
    """Escribir la cabeza firmada de la cadena, para guardarla fuera: en otra máquina, en papel."""
    line = leave_head(folder) if folder else head_line()
    if line is None:
        _stop("la bitácora está vacía; no hay cabeza que guardar")
    click.echo(line)


@command.command(name="rotate-index")
def rotate_command() -> None:
    """Cambiar las llaves del índice de nombres: cada año sola, y cuando se va alguien que las conocía."""
    with writing():
        count = rotate_index(now=timezone.now())
    click.echo(f"{count} entradas del índice, con llaves nuevas")


@command.command(name="export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_command(file: Path) -> None:
    """Escribir los registros tal como se recibieron, uno por línea, con sus cajas selladas: otra máquina los puede verificar."""
    count = 0
    with file.open("xb") as out:
        for line in entries_as_lines():
            out.write(line + b"\n")
            count += 1
    click.echo(f"{count} registros en {file}")


def _stop(why: str) -> NoReturn:
    click.echo(why, err=True)
    raise SystemExit(1)
