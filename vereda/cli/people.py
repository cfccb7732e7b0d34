"""`vereda people`: who may be the same, among records of a file or among our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pyarrow.csv as pacsv

from vereda.people import matching as people


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
@click.option("--engine", type=click.Choice(people.ENGINES), default="duckdb", show_default=True, help="Motor.")
@click.option("--threads", type=click.IntRange(1, 64), default=2, show_default=True, help="Hilos del motor.")
def link(source: Path | None, truth: Path | None, folder: Path, engine: str, threads: int) -> None:
    """Decir qué registros pueden ser la misma persona, y cuántas personas son.

    \b
    Columnas de --input: record_id, given_names, surnames, sex, age, date, date_of_birth, nationality, origin, phone
    y, si la hay, card_code. household_id no se mira.

    Termina con 0: hecho; 2: hay que corregir un archivo o una opción, y no se escribió nada.
    """
    if source is None:
        raise people.LinkInputMissing
    records = people.read_records(source)
    person = people.read_truth(truth, records) if truth else None
    _writable(folder)
    model = people.stored_model()
    found = people.link(records, model, engine=engine, threads=threads)
    said = people.summary(found, records.num_rows, model)
    if person is not None:
        said["evaluation"] = people.evaluated(
            found.left, found.right, found.weight, found.group, person, found.automatic,
            {name: records[name].to_pylist() for name in ("nationality", "sex")},
        )  # fmt: skip
        said["evaluation"]["individuals_error"] = round(found.people.individuals / said["evaluation"]["people"] - 1, 4)
    _write(folder, found, records["record_id"].to_pylist(), said)
    _tell(said, folder)


def _writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".vereda"
        probe.touch()
        probe.unlink()
    except OSError:
        raise people.LinkOutUnwritable(folder=folder) from None


def _write(folder: Path, found: people.Linked, ids: list[str], said: dict[str, Any]) -> None:  # Any: JSON
    pairs, clusters = people.rows(found, ids)
    plain = pacsv.WriteOptions(quoting_style="needed")
    pacsv.write_csv(pairs, folder / "pairs.csv", plain)
    pacsv.write_csv(clusters, folder / "clusters.csv", plain)
    (folder / "summary.json").write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


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
