"""`vereda backup`: copies of this installation, their proof, and the way back."""

from __future__ import annotations

import time
from pathlib import Path

import click
from django.utils import timezone

from vereda.cli.lock import writing
from vereda.logbook.door import ChainBroken, back_up_data, back_up_keys, files_told, identity, restore, verify_backup
from vereda.settings.environment import env

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(name="backup")
def command() -> None:
    """Respaldar y restaurar esta instalación. Los datos y las llaves van en cadenas aparte.

    Lo que se borra a una persona deja de leerse aquí al momento, y de toda copia en 7 días: los respaldos de llaves viven
    7 días, y cada restauración repite los borrados antes de servir. Por eso la lista erasures.list se queda junto a ellos.
    """


@command.command()
@click.option("--to", "folder", type=FOLDER, default=lambda: env().home / "backups", help="Carpeta, mejor en otro disco.")
@click.option("--keys/--no-keys", default=True, help="También las llaves (se guardan 7 días).")
@click.option("--follow", is_flag=True, help="Seguir: cada minuto, lo nuevo.")
@click.option("--every", default=60, show_default=True, metavar="S", help="Segundos entre copias con --follow.")
def create(folder: Path, keys: bool, follow: bool, every: int) -> None:
    """Copiar registros, cajas selladas, cadena, bitácora de lecturas, cuentas, terrenos, mapas y los paquetes de países de esta
    instalación; todo cifrado para ella.

    Lo que puede perderse: lo escrito en esta máquina desde la última copia. Lo escrito en teléfonos no se pierde:
    al notar la época nueva, cada uno envía otra vez lo que falta.
    """
    since = 0
    while True:
        made = back_up_data(folder, now=timezone.now(), since=since)
        if made:
            verify_backup(made.path)
            since = made.last
            click.echo(f"bloques {made.first} a {made.last}: {made.path}")
        elif not since:
            click.echo("la bitácora está vacía; nada que copiar")
        if keys:
            click.echo(f"llaves: {back_up_keys(folder, now=timezone.now())}")
        if not follow:
            return
        time.sleep(every)


@command.command()
@click.argument("file", type=FILE)
def verify(file: Path) -> None:
    """Leer un respaldo entero y comprobar cada parte. Termina con 0: está completo; 1: dañado."""
    about = verify_backup(file)
    if "name" in about:
        click.echo(f"{file.name}: completo; {about['name']}")
        return
    what = f"bloques {about['first']} a {about['last']}, cabeza {about['head']}" if "head" in about else "llaves"
    click.echo(f"{file.name}: completo; {what}; hecho {about['made_at']}")


@command.command(name="restore")
@click.argument("data", type=FILE)
@click.option("--keys", type=FILE, help="Respaldo de llaves; sin él, las llaves que haya en esta instalación.")
@click.option("--erasures", type=FILE, multiple=True, help="Otra lista de borrados, además de la que está junto al respaldo.")
@click.option("--key-file", type=FILE, help="Identidad de los respaldos (de «backup key»); sin ella, la de esta instalación.")
def restore_command(data: Path, keys: Path | None, erasures: tuple[Path, ...], key_file: Path | None) -> None:
    """Restaurar en una instalación vacía, con los segmentos que sigan al respaldo en su carpeta.

    Antes de servir repite los borrados y olvida los lugares vencidos. Empieza una época nueva: los teléfonos la notan y
    envían otra vez lo que se perdió.
    """
    with writing():
        key = key_file.read_text().strip() if key_file else None
        done = restore(data, now=timezone.now(), keys=keys, erasures=erasures, key=key)
    click.echo(f"restaurado hasta el bloque {done.block - 1}; época {done.epoch}; {done.subjects} asuntos")
    if count := files_told(done.brought.files):
        click.echo(f"terrenos y mapas: {count}")
    if done.brought.packs:
        click.echo(f"paquetes de países: {', '.join(done.brought.packs)}")
    for name in done.brought.damaged:
        click.echo(f"{name}: dañado; traiga otra vez lo que tenía: un terreno, un mapa o una parte de un paquete.", err=True)
    if not done.proof.holds:
        raise ChainBroken(what=done.proof.wrong)


@command.command(name="key")
def key_command() -> None:
    """Mostrar la identidad que abre los respaldos. Guárdela en papel, en otro lugar; sin ella ningún respaldo se abre."""
    click.echo(str(identity()))
