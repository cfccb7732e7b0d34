"""`vereda programme`: programmes for donors: reports as files, who does what, what to look at, cells that countries send."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import click
from django.utils import timezone, translation
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.access.door import Action, Part
from vereda.cli.bulletin import K8, write_whole
from vereda.cli.lock import writing
from vereda.cli.main import terminal_language
from vereda.desk.door import programme_problems, wrong_cells
from vereda.logbook.door import Author
from vereda.programme import door as programmes
from vereda.programme.door import (
    CodeUnknown,
    FileFaulty,
    Period,
    PeriodUnknown,
    Phase,
    Programme,
    ProgrammeNotNamed,
    Report,
)
from vereda.settings.environment import env

COUNTRY = click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación.")
NAMED = click.option("--programme", "code", metavar="CLAVE", help="Qué programa; sin ella, el único que hay.")
AS = click.option("--as", "as_", metavar="CUENTA", help="En nombre de una cuenta que ve programas.")
LANG = click.option("--lang", type=click.Choice(["es", "en"]), default=terminal_language, help="Idioma.")
OUT = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Archivo; sin él, la pantalla.")


class Seen(NamedTuple):
    subject: UUID
    programme: Programme


@click.group(name="programme")
def command() -> None:
    """Programas para donantes: informes, quién hace qué, qué revisar, celdas protegidas de los países."""


@command.command(name="list")
@COUNTRY
@AS
@LANG
def list_command(country: str, as_: str | None, lang: str) -> None:
    """Ver programas, fases, y qué informe se mandó cuándo."""
    _may(as_, country, Action.READ)
    for subject, one in programmes.programmes(country):
        click.echo(f"{one.opened.code} · {one.opened.name.of(lang)}")
        with translation.override(lang):
            for phase in one.phases:
                state = gettext("cerrada") if phase.closed else gettext("en curso")
                click.echo(f"  {phase.code} · {phase.days[0]} - {phase.days[1]} · {state}")
            for row in programmes.reports_of(subject, country):
                for said in [*row.versions, *([row.proposal] if row.proposal else [])]:
                    state = gettext("mandada") if "proposed" in said else gettext("espera a otra persona")
                    click.echo(f"    {row.phase} {row.period} {row.grant} v{said['number']} · {state} {said['at'][:10]}")


@command.command(name="report")
@click.argument("phase", metavar="FASE")
@COUNTRY
@NAMED
@AS
@LANG
@OUT
@click.option("--period", metavar="PERIODO", help="Un trimestre, como 2026-T3, o todo; sin ella, toda la fase.")
@click.option("--sent", "version", type=click.IntRange(min=1), metavar="N", help="La versión mandada N, como se selló.")
@click.option("--grant", metavar="CLAVE", help="De qué donativo es lo mandado; sin ella, el único que hay.")
def report_command(
    phase: str,
    country: str,
    code: str | None,
    as_: str | None,
    lang: str,
    out: Path | None,
    period: str | None,
    version: int | None,
    grant: str | None,
) -> None:
    """Escribir el informe para donantes de una fase en PDF o Excel, según cómo termine --out; sin --out, en la pantalla.

    Con --sent sale lo que se mandó, a la cifra, aunque después haya llegado otra cosa.
    """
    _may(as_, country, Action.EXPORT if out else Action.READ)
    seen = _named(country, code)
    found = seen.programme.phase(phase)
    if found is None:
        raise CodeUnknown(value=phase)
    span = _period(found, period)
    made = _sent(seen, country, phase, span, grant, version, lang) if version else _today(seen, country, found, span, lang)
    if out is None:
        click.echo(_plain(made), nl=False)
        return
    write_whole(out, programmes.printing.pdf(made) if _form(out) == "pdf" else programmes.sheets.workbook(made))
    click.echo(str(out), err=True)


@command.command(name="threew")
@COUNTRY
@NAMED
@AS
@LANG
@OUT
def threew_command(country: str, code: str | None, as_: str | None, lang: str, out: Path | None) -> None:
    """Escribir quién hace qué, dónde, cuándo y para quién (CSV con etiquetas HXL)."""
    _may(as_, country, Action.EXPORT)
    one = _named(country, code).programme
    rows = programmes.who.rows(one, lang, timezone.now().date(), programmes.PHRASES[lang], programmes.state_name)
    text = programmes.who.csv_text(rows)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text.encode())


@command.command(name="check")
@COUNTRY
@NAMED
@AS
@LANG
def check_command(country: str, code: str | None, as_: str | None, lang: str) -> None:
    """Ver qué revisar antes de mandar un informe, y comprobar el sello de lo mandado.

    Termina con 0: nada impide mandarlo; 1: hay algo que no puede quedar así.
    """
    _may(as_, country, Action.READ)
    seen, today = _named(country, code), timezone.now().date()
    found = programmes.problems(seen.subject, country, seen.programme, programmes.counting(today), today)
    with translation.override(lang):
        for name, about, _is_wrong in programme_problems(found):
            click.echo(name)
            for one in about:
                click.echo(f"  {one}")
        if not found:
            click.echo(gettext("No hay nada que revisar."))
    if any(one.is_wrong for one in found):
        raise SystemExit(1)


@command.command(name="receive")
@click.argument("path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@COUNTRY
@NAMED
@click.option("--as", "as_", required=True, metavar="CUENTA", help="Quién lo recibe: la cuenta responsable de programas.")
def receive_command(path: Path, country: str, code: str | None, as_: str) -> None:
    """Recibir las celdas protegidas que mandó la oficina de un país. Todo o nada; el mismo archivo dos veces es una sola.

    \b
    Columnas: indicator, country, from_on, until_on, by, code, value, withheld, edition, document, document_on.

    Termina con 0: todo quedó dentro; 1: hay renglones que corregir y no se escribió nada.
    """
    by = _may(as_, country, Action.WRITE)
    with writing():
        new, wrong = programmes.receive(_named(country, code).subject, path.read_bytes(), by=by, at=timezone.now())
    for line, said in wrong_cells(wrong):
        click.echo(gettext("línea {line}: {said}").format(line=line, said=said), err=True)
    if wrong:
        raise FileFaulty(number=len(wrong), line=wrong[0].line, what=wrong_cells(wrong)[0][1])
    click.echo(gettext("Celdas nuevas: {n}").format(n=new))


# What is asked for --------------------------------------------------------------------------------------------------


def _may(as_: str | None, country: str, action: Action) -> Author:
    """Note in the read log who asks, before anything is shown. Raises NotForYou for who may not."""
    reader = access.reader_for_command(as_, access.Purpose.STATISTICS).with_purpose(access.Purpose.STATISTICS)
    if as_ is not None:
        access.demand(reader, K8, action, access.relation_to(reader, country=country), Part.PROGRAMME)
    access.log_read(reader, K8, action)
    return access.author_of(reader)


def _named(country: str, code: str | None) -> Seen:
    """Return the programme of a code, or the only one there is. Raises ProgrammeNotNamed."""
    found = [Seen(*one) for one in programmes.programmes(country)]
    asked = [one for one in found if code is None or one.programme.opened.code.lower() == code.lower()]
    if len(asked) != 1:
        raise ProgrammeNotNamed(known=", ".join(one.programme.opened.code for one in found) or "-")
    return asked[0]


def _period(phase: Phase, code: str | None) -> Period:
    known = {one.code: one for one in programmes.periods.of_phase(*phase.days)}
    asked = (code or programmes.periods.ALL).replace("-Q", "-T")
    if asked not in known:
        raise PeriodUnknown(value=asked, known=", ".join(known))
    return known[asked]


def _today(seen: Seen, country: str, phase: Phase, span: Period, lang: str) -> Report:
    today: date = timezone.now().date()
    source, cited = programmes.counting(today), programmes.looks_up(country)
    return programmes.report.made(programmes.Asked(seen.programme, phase, span, source, today, lang, cited))


def _sent(seen: Seen, country: str, phase: str, span: Period, grant: str | None, version: int, lang: str) -> Report:
    """Return a version as it was sealed. Raises CodeUnknown, ReportNotProposed, ReportNotAsSealed."""
    chosen = grant or next(iter(seen.programme.grants), "")
    if chosen not in seen.programme.grants:
        raise CodeUnknown(value=chosen)
    row = programmes.sent_report(programmes.report_subject(seen.subject, phase, span.code, chosen), country)
    return programmes.version_of(row, version).report(lang)


# Files --------------------------------------------------------------------------------------------------------------


def _plain(made: Report) -> str:
    """Return a report as text for a terminal."""
    lines = [made.title, *made.heading]
    for block in made.blocks:
        lines += ["", block.title, *block.lead, "\t".join(column.head for column in block.columns)]
        lines += ["\t".join(programmes.drawn(cell) for cell in row) for row in block.rows]
        lines += block.notes
    for claim in made.claims:
        lines += ["", f"{claim.section}: {claim.text}", claim.stands]
    return "\n".join([*lines, "", *made.notes]) + "\n"


def _form(out: Path) -> str:
    form = out.suffix.lower().lstrip(".")
    if form not in ("pdf", "xlsx"):
        raise click.BadParameter(gettext("El archivo termina en .pdf o en .xlsx."), param_hint="--out")
    return form
