"""`vereda import`: a CSV of encounters comes in whole or not at all, and can be withdrawn. So do towers, alerts, warnings."""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import click
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.cli.lock import writing
from vereda.countries.door import pack
from vereda.desk.door import alert_fault_said, fault_said
from vereda.encounters.door import Asked, Dialect, Heard, Imported, Problem, cancel_import, import_file, imports
from vereda.logbook.door import Author
from vereda.rescue.door import AlertTableFaulty, read_in_alerts
from vereda.safety.door import CAP_MOST_BYTES, TableFaulty, read_cap, references_actions, warning_actions
from vereda.settings.environment import env
from vereda.statistics import door as statistics

SHOWN = 50  # problems that a terminal shows; a file or a pipe gets them all
K1, K8 = "K1", "K8"  # encounters, counts


@click.group(name="import")
def command() -> None:
    """Importar encuentros de un archivo CSV, o retirar una importación."""


country_option = click.option(
    "--country", default=lambda: env().country, metavar="ISO", help="País; sin él, el de esta instalación."
)
as_option = click.option("--as", "as_", metavar="CUENTA", help="En nombre de una cuenta que puede registrar encuentros.")
purpose_option = click.option("--purpose", metavar="MOTIVO", help="Motivo de la cuenta, como «assist»; va con --as.")


@command.command(name="encounters")
@click.argument("path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@country_option
@as_option
@purpose_option
@click.option("--as-correction", is_flag=True, help="Los renglones cambiados se escriben como correcciones.")
@click.option("--aggregate", "is_aggregate", is_flag=True, help="Cada renglón es una suma, no un encuentro.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Todos los errores, como CSV.")
def encounters_command(
    path: Path,
    country: str,
    as_: str | None,
    purpose: str | None,
    as_correction: bool,
    is_aggregate: bool,
    report: Path | None,
) -> None:
    """Importar encuentros. Todo o nada: con un solo renglón malo no se escribe nada y se dice qué corregir.

    \b
    Columnas: encounter_id, at u on, group, services, nationality, sex, age_band, count, lat, lon, place, note.
    La misma orden dos veces no escribe nada la segunda; si se interrumpe, la misma orden la termina.

    Termina con 0: todo quedó dentro; 1: hay renglones que corregir y no se escribió nada; 2: hay que corregir una opción o
    el archivo.
    """
    began = time.monotonic()
    with writing(), told_problems(report) as problem:
        reader = access.reader_for_command(as_, purpose)
        asked = Asked(
            country=country.lower(),
            account=reader.account,
            groups=None if as_ is None else groups_of(reader, country.lower()),
            as_correction=as_correction,
            is_aggregate=is_aggregate,
        )
        done = import_file(path, asked, heard=Heard(written=say_dialect, step=step_on_terminal(), problem=problem))
    if done.without_service:
        click.echo(
            gettext("{count} renglones sin servicio: cuentan como personas, no como atenciones").format(
                count=done.without_service
            ),
            err=True,
        )
    click.echo(summary(done, time.monotonic() - began))


@command.command(name="references")
@click.argument("path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", required=True, metavar="GRUPO", help="De quién es la tabla.")
@country_option
@as_option
@purpose_option
def references_command(path: Path, group: str, country: str, as_: str | None, purpose: str | None) -> None:
    """Cargar una tabla de torres, postes, kilómetros o placas con su número y su punto. Todo o nada.

    \b
    Columnas: series, number, lat, lon; también note, source.
    La misma orden dos veces no escribe nada la segunda.

    Termina con 0: todo quedó dentro; 1: hay líneas que corregir y no se escribió nada; 2: hay que corregir una opción.
    """
    by = author_for(group, country.lower(), as_, purpose, "approve")
    try:
        with writing():
            done = references_actions.read_in_references(text_of(path), by=by, at=datetime.now(ZoneInfo(by.zone)))
    except TableFaulty as faulty:
        for one in faulty.faults[:SHOWN] if on_terminal() else faulty.faults:
            click.echo(gettext("línea {line}: {said}").format(line=one.line, said=fault_said(one)), err=True)
        raise
    click.echo(
        gettext("{new} líneas nuevas, {changed} cambiadas, {same} que ya estaban igual").format(
            new=done.new, changed=done.changed, same=done.same
        )
    )


@command.command(name="alerts")
@click.argument("path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", required=True, metavar="GRUPO", help="A quién avisaron.")
@country_option
@as_option
@purpose_option
def alerts_command(path: Path, group: str, country: str, as_: str | None, purpose: str | None) -> None:
    """Cargar una lista de alertas que se escribió en otra parte. Todo o nada.

    \b
    Columnas: at; también people, needs, urgent, point, note y las demás de docs/headquarters/alerts.md.
    La misma orden dos veces no escribe nada la segunda.

    Termina con 0: todo quedó dentro; 1: hay líneas que corregir y no se escribió nada; 2: hay que corregir una opción.
    """
    by = author_for(group, country.lower(), as_, purpose, "write")
    try:
        with writing():
            done = read_in_alerts(text_of(path), by=by, at=datetime.now(ZoneInfo(by.zone)))
    except AlertTableFaulty as faulty:
        for one in faulty.faults[:SHOWN] if on_terminal() else faulty.faults:
            click.echo(gettext("línea {line}: {said}").format(line=one.line, said=alert_fault_said(one)), err=True)
        raise
    click.echo(gettext("{new} alertas nuevas, {same} que ya estaban").format(new=done.new, same=done.same))


@command.command(name="months")
@click.argument("path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, metavar="TEXTO", help="De quién son las hojas y dónde están.")
@country_option
@as_option
@purpose_option
def months_command(path: Path, source: str, country: str, as_: str | None, purpose: str | None) -> None:
    """Cargar los totales por mes que la oficina contaba a mano antes. Todo o nada.

    \b
    Columnas: month, by, code, count. Con by vacía son todas las personas; si no, nationality, state o category.
    Se ven en Tendencias, marcados; no entran en boletines ni ediciones. La misma orden dos veces no escribe nada la segunda.

    Termina con 0: todo quedó dentro; 1: hay líneas que corregir y no se escribió nada; 2: hay que corregir una opción.
    """
    reader = access.reader_for_command(as_, purpose)
    if as_ is not None:
        access.demand(reader, K8, access.Action.APPROVE, access.relation_to(reader, country=country.lower()))
    by = access.author_of(replace(reader, country=country.lower(), device=reader.device or "cli"))
    try:
        with writing():
            done = statistics.read_in_past(text_of(path), source=source, by=by, at=datetime.now(ZoneInfo(by.zone)))
    except statistics.PastFaulty as faulty:
        for one in faulty.faults[:SHOWN] if on_terminal() else faulty.faults:
            click.echo(gettext("línea {line}: {said}").format(line=one.line, said=one.said.by(gettext)), err=True)
        raise
    click.echo(gettext("{written} años guardados, {same} que ya estaban igual").format(written=done.written, same=done.same))


@command.command(name="cap")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--group", "groups", multiple=True, metavar="GRUPO", help="Para cuál puesto; se puede repetir. Sin esto: para todos."
)
@country_option
@as_option
@purpose_option
def cap_command(path: Path, groups: tuple[str, ...], country: str, as_: str | None, purpose: str | None) -> None:
    """Traer un aviso CAP 1.2 de una autoridad (Protección Civil, servicio del clima).

    La misma orden dos veces no escribe nada la segunda. Un aviso que cambia o cancela otro toma su lugar.

    Termina con 0: el aviso quedó dentro; 2: hay que corregir una opción o el archivo, y no se escribió nada.
    """
    with path.open("rb") as file:
        told = read_cap(file.read(CAP_MOST_BYTES + 1))
    by = [author_for(one, country.lower(), as_, purpose, "approve") for one in groups or pack(country.lower()).groups]
    with writing():
        done = warning_actions.bring_in(told, by=by, at=datetime.now(ZoneInfo(by[0].zone)))
    said = gettext("{institution}: {event}. Puestos con el aviso nuevo: {new} de {all}")
    event = told.infos[0].event if told.infos else told.message.value
    click.echo(said.format(institution=told.institution, event=event, new=done.new, all=len(by)))


def author_for(group: str, country: str, as_: str | None, purpose: str | None, action: str) -> Author:
    """Return in whose name a table of a group is read in; raise NotForYou where the account may not."""
    reader = access.reader_for_command(as_, purpose)
    if group not in pack(country).groups:
        raise click.BadParameter(gettext("ese grupo no está en el país"), param_hint="--group")
    if as_ is not None and not access.may(reader, K1, action, access.relation_to(reader, country=country, groups=[group])):
        raise access.NotForYou
    return access.author_of(replace(reader, country=country, group=group, device=reader.device or "cli"))


def text_of(path: Path) -> str:
    """Return a file as text: UTF-8, else as spreadsheets of Windows write."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return path.read_text(encoding="cp1252", errors="replace")


@command.command(name="cancel")
@click.argument("batch", metavar="FOLIO", type=click.UUID)
@country_option
@as_option
@purpose_option
def cancel_command(batch: UUID, country: str, as_: str | None, purpose: str | None) -> None:
    """Retirar una importación, terminada o a medias: lo que vino con ella deja de contar. Queda en la bitácora."""
    reader = access.reader_for_command(as_, purpose)
    groups = None if as_ is None else groups_of(reader, country.lower())
    with writing():
        cancel_import(batch, account=reader.account, groups=groups, country=country.lower())
    click.echo(gettext("Importación {batch} retirada").format(batch=batch))


@command.command(name="list")
@country_option
def list_command(country: str) -> None:
    """Ver las últimas importaciones: folio, grupo, renglones, y si está abierta, terminada o retirada."""
    for row in imports(country.lower()):
        state = gettext("retirada") if row.is_cancelled else gettext("terminada") if row.is_closed else gettext("sin terminar")
        click.echo(f"{row.subject}\t{row.group}\t{row.rows}\t{state}")


def groups_of(reader: access.Reader, country: str) -> Collection[str]:
    """Return the groups whose encounters an account may write; raise NotForYou when there is none."""
    every = pack(country).groups
    mine = [code for code in every if access.may(reader, K1, "write", access.relation_to(reader, country=country, groups=[code]))]
    if not mine:
        raise access.NotForYou
    return frozenset(mine)


def say_dialect(dialect: Dialect) -> None:
    """Say how the file is written, where it is not UTF-8 with commas."""
    for said in dialect.said(gettext):
        click.echo(said, err=True)


def summary(done: Imported, seconds: float) -> str:
    """Return what was done, in one line."""
    parts = [
        gettext("{rows:,} renglones leídos").format(rows=done.rows),
        gettext("{new:,} líneas nuevas").format(new=done.new),
        gettext("{known:,} ya conocidas").format(known=done.known),
        *([gettext("{count:,} correcciones").format(count=done.corrections)] if done.corrections else []),
        gettext("{encounters:,} encuentros").format(encounters=done.encounters),
        f"{seconds:.1f} s",
    ]
    folio = gettext("importación {batch}").format(batch=done.batch) if done.batch else gettext("no se escribió nada")
    return f"{', '.join(parts)}; {folio}"


@contextmanager
def told_problems(report: Path | None) -> Iterator[Callable[[Problem], None]]:
    """Give what tells of a problem: on stderr, where a terminal shows the first and a pipe gets all; and in the report."""
    count = 0
    most = SHOWN if on_terminal() else None
    file = report.open("w", encoding="utf-8", newline="") if report else None
    rows = csv.writer(file) if file else None
    if rows:
        rows.writerow(["line", "column", "value", "code", "what_to_do"])

    def tell(problem: Problem) -> None:
        nonlocal count
        count += 1
        if rows:
            rows.writerow([problem.line, problem.column, problem.value, problem.code, problem.what_to_do(gettext)])
        if most is None or count <= most:
            click.echo(problem.text(gettext), err=True)

    try:
        yield tell
    finally:
        if file:
            file.close()
        if most is not None and count > most:
            more = (
                gettext("{count:,} errores más; con --report FILE se guardan todos")
                if not report
                else gettext("{count:,} errores más en el reporte")
            )
            click.echo(more.format(count=count - most), err=True)


def on_terminal() -> bool:
    """Return whether somebody watches what goes to stderr."""
    return sys.stderr.isatty()


def step_on_terminal() -> Callable[[str, int, int], None]:
    """Return what shows progress, on a terminal only."""
    if not on_terminal():
        return lambda what, done, total: None
    words = {"read": gettext("leídos"), "compare": gettext("comparando con la bitácora"), "write": gettext("escritos")}

    def show(what: str, done: int, total: int) -> None:
        number = f"{done:,} / {total:,} " if total else f"{done:,} " if done else ""
        click.echo(f"\r\x1b[K{number}{words[what]}", err=True, nl=bool(total) and done == total)

    return show
