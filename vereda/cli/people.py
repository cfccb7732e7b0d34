"""`vereda people`: who may be the same, among records of a file or among our own. The matching knows no case; this face does."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import click
import pyarrow as pa
import pyarrow.csv as pacsv
from django.utils import timezone

from vereda.access import door as access
from vereda.cli.lock import writing
from vereda.cli.migrated import make_ready
from vereda.legal.door import LegalCase
from vereda.logbook.schema import FieldClass
from vereda.people import matching as people
from vereda.people.door import Held, Scored, hold_pairs, matchable
from vereda.referrals.door import Referral
from vereda.tracing.door import MissingFile

IDENTITY, PAIR = access.RecordClass.K2, access.Part.PAIR


@click.group(name="people")
def command() -> None:
    """Personas: quiénes pueden ser la misma."""


@command.command(name="link")
@click.option(
    "--input", "source", metavar="ARCHIVO.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Registros."
)
@click.option(
    "--truth", metavar="ARCHIVO.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Quién es quién (record_id, cluster_id), para medir los aciertos.",
)  # fmt: skip
@click.option(
    "--out", "folder", metavar="CARPETA", required=True, type=click.Path(file_okay=False, path_type=Path),
    help="Carpeta de pairs.csv, clusters.csv y summary.json.",
)  # fmt: skip
@click.option(
    "--known", metavar="CARPETA", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Carpeta --out de una vez anterior; solo se buscan pares de los registros que aún no estaban.",
)  # fmt: skip
@click.option("--as", "as_", metavar="CUENTA", help="Sin --input: en nombre de quien revisa identidades.")
@click.option("--purpose", metavar="MOTIVO", default="quality_audit", show_default=True, help="Motivo de la cuenta.")
@click.option("--engine", type=click.Choice(people.ENGINES), default="duckdb", show_default=True, help="Motor.")
@click.option("--threads", type=click.IntRange(1, 64), default=2, show_default=True, help="Hilos del motor.")
@click.option(
    "--model", "which", type=click.Choice(people.MODELS), default="auto", show_default=True,
    help="Con --input: stored, el guardado; learned, el que se aprende de la misma lista sin saber quién es quién; auto, learned"
    " si casi todos dicen su fecha de nacimiento y son de un solo país.",
)  # fmt: skip
def link(
    source: Path | None,
    truth: Path | None,
    folder: Path,
    known: Path | None,
    as_: str | None,
    purpose: str,
    engine: str,
    threads: int,
    which: str,
) -> None:
    """Decir qué registros pueden ser la misma persona, y cuántas personas son.

    \b
    Columnas de --input: record_id, given_names, surnames, sex, age, date, date_of_birth, nationality, origin, phone
    y, si la hay, card_code. household_id no se mira.

    Con --known van todos los registros, los del día también: los grupos crecen con los pares de antes y los nuevos.

    Sin --input se comparan los registros propios: personas de un caso legal, de una canalización médica o de una búsqueda que
    permitieron que se las compare. Los pares dudosos quedan por revisar; los archivos solo llevan folios internos.

    Termina con 0: hecho; 2: hay que corregir un archivo o una opción, y no se escribió nada.
    """
    reader: access.Reader | None = None
    if source:
        records = people.read_records(source)
    else:
        if which == "learned":
            raise people.LinkModelForFiles
        reader, which = _reader(as_, purpose), "stored"
        records = _own(reader)
    person = people.read_truth(truth, records) if truth else None
    earlier = people.read_earlier(known, records["record_id"]) if known else None
    _writable(folder)
    model, form = people.model_for(records, which, threads=threads)
    found = people.link(records, model, engine=engine, threads=threads, form=form, earlier=earlier)
    ids = records["record_id"].to_pylist()
    said = people.summary(found, records.num_rows, model)
    if person is not None:
        said["evaluation"] = people.evaluated(
            found.left, found.right, found.weight, found.group, person, found.automatic,
            {name: records[name].to_pylist() for name in ("nationality", "sex")},
        )  # fmt: skip
        said["evaluation"]["individuals_error"] = round(found.people.individuals / said["evaluation"]["people"] - 1, 4)
    if reader is not None:
        held = _hold(found, ids, reader, f"{model['version']}")
        said["joined_now"], said["waiting"], said["drawn"] = held.joined, held.waiting, held.drawn
    _write(folder, found, ids, said)
    _tell(said, folder)


def _reader(as_: str | None, purpose: str) -> access.Reader:
    """Return who asks for our own records; nobody may without an account that reviews identities."""
    if as_ is None:
        raise people.LinkInputMissing
    make_ready()
    reader = access.reader_for_command(as_, purpose)
    access.demand(reader, IDENTITY, access.Action.READ, access.relation_to(reader, country=reader.country), PAIR)
    return reader


def _own(reader: access.Reader) -> pa.Table:
    """Return what is compared of the persons of cases who allow it; it is one row of the read log."""
    country = reader.country
    named = (
        *LegalCase.objects.filter(country=country).values_list("person", flat=True),
        *Referral.objects.filter(country=country, within=FieldClass.HEALTH).values_list("person", flat=True),
        *MissingFile.objects.filter(country=country).values_list("person", flat=True),
    )
    persons = {person for person in named if person is not None}
    rows = matchable(persons, country)
    access.log_read(reader, IDENTITY, subjects=[UUID(row["record_id"]) for row in rows])
    if not rows:
        raise people.LinkNobody
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in people.REQUIRED})


def _hold(found: people.Linked, ids: list[str], reader: access.Reader, model: str) -> Held:
    """Leave the pairs for the page of review, some of them drawn by chance, and put together those that are sure."""
    at = timezone.now()
    by_id = [UUID(one) for one in ids]
    scored = [
        Scored(
            left=by_id[left], right=by_id[right], weight=float(weight), probability=float(probability),
            is_sure=bool(weight >= found.automatic),
        )
        for left, right, weight, probability in zip(found.left, found.right, found.weight, found.probability, strict=True)
    ]  # fmt: skip
    with writing():
        expected = dict(zip(by_id, found.expected.tolist(), strict=True))
        return hold_pairs(
            scored, expected, model=model, by=access.author_of(reader), at=at, now=at, review_from=found.review_from
        )


def _writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".vereda"
        probe.touch()
        probe.unlink()
    except OSError:
        raise people.LinkOutUnwritable(folder=folder) from None


def _write(folder: Path, found: people.Linked, ids: list[str], said: dict[str, Any]) -> None:  # Any: JSON
    pairs, clusters = people.rows(found, ids)
    plain = pacsv.WriteOptions(quoting_style="needed")
    for name, table in (("pairs.csv", pairs), ("clusters.csv", clusters)):
        with _own_file(folder / name) as out:
            pacsv.write_csv(table, out, plain)
    with _own_file(folder / "summary.json") as out:
        out.write(f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode())


def _own_file(path: Path) -> BinaryIO:
    """Open a new file that its owner alone reads: it tells which records of cases are one person."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _tell(said: dict[str, Any], folder: Path) -> None:  # Any: JSON
    people_said = said["individuals"]
    click.echo(
        f"{said['records']} registros · {people_said['estimate']} personas ({people_said['low']} a {people_said['high']})"
        f" · {said['pairs_automatic']} pares automáticos · {said['pairs_to_review']} por revisar"
        f" · {said['seconds']['all']} s · {folder}"
    )
    if "evaluation" in said:
        at = said["evaluation"]
        for name, scores in (("automático", at["at_automatic"]), ("mejor", at["at_best"]), ("grupos", at["clusters"])):
            if scores:
                click.echo(f"{name}: precisión {scores['precision']}, exhaustividad {scores['recall']}, F1 {scores['f1']}")
