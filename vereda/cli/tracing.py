"""`vereda tracing`: read what others publish of whom they seek. Nothing is written in that form."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from vereda.access import door as access
from vereda.cli.lock import writing
from vereda.desk.door import pfif_said
from vereda.tracing import door as tracing


@click.group(name="tracing")
def command() -> None:
    """Personas extraviadas: leer archivos de otros."""


@command.group(name="pfif")
def pfif() -> None:
    """Archivos PFIF 1.4 (People Finder Interchange Format). Se leen; no se publica nada en ellos."""


@pfif.command(name="read")
@click.argument("path", metavar="FILE.xml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "as_", metavar="CUENTA", required=True, help="En nombre de quien coordina el grupo que va a buscar.")
@click.option("--purpose", metavar="MOTIVO", default="tracing", show_default=True, help="Motivo de la cuenta.")
def read(path: Path, as_: str, purpose: str) -> None:
    """Leer un archivo: cada persona entra como un reporte por revisar, cada nota como una pista.

    Entra todo o nada. La misma orden dos veces no escribe nada la segunda.

    Termina con 0: leído; 2: el archivo o la cuenta no sirven, y no se escribió nada.
    """
    reader = access.reader_for_command(as_, purpose)
    relation = access.relation_to(reader, country=reader.country, groups=[reader.group])
    access.demand(reader, access.RecordClass.K6, access.Action.WRITE, relation)
    with path.open("rb") as file:
        raw = file.read(tracing.PFIF_MOST_BYTES + 1)
    with writing():
        at = timezone.now()
        made = tracing.take_in_pfif(tracing.read_pfif(raw, at), by=access.author_of(reader), at=at)
    click.echo(pfif_said(made))
