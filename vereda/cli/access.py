"""`vereda access`: accounts and roles from the machine itself, and the proof of the log of reads."""

from __future__ import annotations

import sys
from datetime import datetime
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.access.door import (
    Reader,
    ReadLogBroken,
    Role,
    account_named,
    administrator_for_command,
    everybody,
    grant,
    held_by,
    local_day,
    open_account,
    operator,
    read_log_head,
    reset_sign_in,
    verify_read_log,
)
from vereda.cli.lock import writing
from vereda.cli.migrated import refuse_home_of_another_country
from vereda.settings.environment import env

DAY = click.DateTime(formats=["%Y-%m-%d"])
AS = click.option("--as", "as_", metavar="CUENTA", help="Quién administra; sin esto, quien opera esta máquina.")


@click.group(name="access")
def command() -> None:
    """Cuentas, funciones y registro de lecturas."""
    refuse_home_of_another_country()


@command.command(name="open")
@click.argument("username")
@click.option("--name", "display_name", required=True, help="Nombre que se ve en la pantalla.")
@click.option("--language", type=click.Choice(["es", "en"]), default="es", show_default=True)
@AS
def open_command(username: str, display_name: str, language: str, as_: str | None) -> None:
    """Abrir una cuenta; escribe la contraseña de la primera entrada. No puede nada hasta tener una función."""
    with writing():
        _account, password = open_account(username=username, display_name=display_name, language=language, by=_who(as_))
    click.echo(password)
    _hint(_("Es la contraseña de la primera entrada: al entrar se elige otra. Ahora dele una función: vereda access grant …"))


@command.command(name="grant")
@click.argument("username")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--group", default="", help="Código del grupo, como piedras-negras.")
@click.option("--state", default="", help="Código del estado, como lo escribe admin1.csv, para la oficina estatal.")
@click.option("--institution-role", default="network", show_default=True, help="Rol de la institución que emplea a la persona.")
@click.option("--from", "from_on", type=DAY, help="Primer día; sin esto, hoy.")
@click.option("--until", "until_on", type=DAY, help="Último día del encargo.")
@click.option("--second", metavar="CUENTA", help="Otra persona que administra: hace falta para dar esa misma función.")
@AS
def grant_command(
    username: str,
    role: str,
    group: str,
    state: str,
    institution_role: str,
    from_on: datetime | None,
    until_on: datetime | None,
    second: str | None,
    as_: str | None,
) -> None:
    """Dar una función a una cuenta."""
    with writing():
        account = account_named(username).pk
        wanted = (Role(role), env().country, group, state)
        if from_on is None and until_on is None and _has(account, wanted):
            _hint(_("Ya tiene esa función; no se escribió nada."))
            return
        receipt = grant(
            account=account,
            role=Role(role),
            country=env().country,
            group=group,
            state=state,
            institution_role=institution_role,
            # Today at the post: in the evening west of London the machine's own day is already tomorrow's.
            from_on=from_on.date() if from_on else local_day(env().country, group),
            until_on=until_on.date() if until_on else None,
            by=_who(as_),
            second=administrator_for_command(second) if second else None,
            at=timezone.now(),
        )
    click.echo(receipt.subject)
    _hint(_("Listo. Puede entrar con esa función."))


@command.command(name="reset")
@click.argument("username")
@AS
def reset_command(username: str, as_: str | None) -> None:
    """Dar una contraseña nueva y quitar el segundo paso; sus sesiones se cierran."""
    with writing():
        password = reset_sign_in(account=account_named(username).pk, by=_who(as_))
    click.echo(password)


@command.command(name="list")
def list_command() -> None:
    """Decir qué cuentas tienen qué función, dónde y con qué estado."""
    for account, row, worth in everybody(env().country):
        click.echo(f"{account.username}\t{row.role}\t{row.group or row.state or '-'}\t{worth}\t{row.until_on or '-'}")


@command.command(name="verify")
@click.option("--head", metavar="FILA:HUELLA", help="Cabeza guardada fuera, como la que escribe esta orden.")
def verify_command(head: str | None) -> None:
    """Leer todo el registro de lecturas; nombra la primera fila que no se sostiene.

    Sin --head no se ve si falta el final. Termina con 0: se sostiene; 1: no.
    """
    expect = _head(head) if head else None
    verdict = verify_read_log(expect)
    if not verdict.ok:
        raise ReadLogBroken(seq=verdict.first_bad, what=verdict.what)
    seq, digest = read_log_head()
    click.echo(f"{verdict.rows} filas; cabeza {seq}:{digest}")


def _has(account: UUID, wanted: tuple[Role, str, str, str]) -> bool:
    """Say whether an account holds just that already: twice the same role is asked for at every sign-in."""
    return any((held.role, held.country, held.group, held.state if wanted[3] else "") == wanted for held in held_by(account))


def _hint(said: str) -> None:
    """Tell a person at a terminal what it was, or what comes next; a program reads the answer alone."""
    if sys.stderr.isatty():
        click.echo(said, err=True)


def _who(as_: str | None) -> Reader:
    return administrator_for_command(as_) if as_ else operator()


def _head(written: str) -> tuple[int, str]:
    seq, _, digest = written.partition(":")
    if not seq.isdigit() or len(digest) != 64:
        raise click.BadParameter("se espera FILA:HUELLA, como la escribe «vereda access verify»")
    return int(seq), digest
