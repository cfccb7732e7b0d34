"""`vereda webhooks`: who is told by a program, secrets, the queue, keys. The pages are the other door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.cli.lock import writing
from vereda.desk.door import webhook_words as words
from vereda.logbook.door import Author
from vereda.settings.environment import env
from vereda.webhooks import door as webhooks
from vereda.webhooks.door import Asked, Receiver
from vereda.webhooks.schema import BY_MACHINE, USES, Kind, OffFor, Use

AS = click.option(
    "--as", "as_", required=True, metavar="CUENTA", help="Quién lo decide: administración registra, protección de datos aprueba."
)
WHO = click.argument("who", metavar="QUIÉN")
REASONS = [one.value for one in OffFor if one not in BY_MACHINE]
KINDS = [one.value for one in Kind if one is not Kind.TEST]


def asked(command: Callable[..., Any]) -> Callable[..., Any]:  # Any: click's own
    """Give a command the options by which a program says what it wants."""
    for option in (
        click.option("--language", "languages", multiple=True, metavar="ISO", help="Solo en este idioma (tres letras)."),
        click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Solo este aviso; sin él, los del motivo."),
        click.option("--for", "use", required=True, type=click.Choice([one.value for one in Use]), help="Para qué."),
        click.option("--institution", required=True, metavar="CLAVE", help="Institución del paquete o del directorio."),
    ):
        command = option(command)
    return command


@click.group(name="webhooks")
def command() -> None:
    """Avisos a programas de otros: que algo público salió o se retiró. Nunca una persona ni un lugar.

    \b
    Una vez:     register · approve (otra persona) · secret · test
    Cada día:    list · queue · again · off
    Claves:      key (para quien pregunta en vez de recibir)

    Termina con 0: hecho; 2: hay que corregir un argumento.
    """


@command.command(name="register")
@click.argument("address", metavar="DIRECCIÓN")
@asked
@AS
def register_command(
    address: str, institution: str, use: str, kinds: tuple[str, ...], languages: tuple[str, ...], as_: str
) -> None:
    """Registrar un programa. Otra persona lo aprueba; mientras, no se le avisa nada."""
    with writing():
        told = _asked(institution, use, kinds, languages)
        made = webhooks.register(told, address=address, by=_who(as_, access.Action.WRITE), at=timezone.now())
    click.echo(gettext("Registrado: {id}. Falta que otra persona lo apruebe.").format(id=str(made.subject)))


@command.command(name="approve")
@WHO
@AS
def approve_command(who: str, as_: str) -> None:
    """Aprobar lo que registró otra persona: desde entonces se le avisa."""
    row = _named(who)
    with writing():
        webhooks.approve(row.subject, by=_who(as_, access.Action.APPROVE), at=timezone.now())
    click.echo(gettext("Aprobado: se le avisa de lo que salga desde ahora."))


@command.command(name="secret")
@WHO
@click.option("--drop-old", is_flag=True, help="Quitar ya el anterior, en vez de dar uno nuevo.")
@AS
def secret_command(who: str, drop_old: bool, as_: str) -> None:
    """Dar un secreto, que se muestra solo esta vez; el anterior firma también siete días."""
    row, by = _named(who), _who(as_, access.Action.WRITE)
    with writing():
        if drop_old:
            webhooks.drop_old_secret(row.subject, by=by)
            click.echo(gettext("El secreto anterior ya no firma."))
            return
        click.echo(webhooks.give_secret(row.subject, by=by, at=timezone.now()))


@command.command(name="test")
@WHO
@AS
def test_command(who: str, as_: str) -> None:
    """Enviar ahora una prueba, y decir qué contestó."""
    row, at = _named(who), timezone.now()
    with writing():
        made = webhooks.send_test(row.subject, by=_who(as_, access.Action.WRITE), at=at)
    webhooks.send_waiting(now=at)
    made.refresh_from_db()
    answer = made.tries[-1][1] if made.tries else "—"
    click.echo(f"{made.message_id}\t{words.STATES[made.state]}\t{answer}")


@command.command(name="off")
@WHO
@click.option("--reason", required=True, type=click.Choice(REASONS), help="Por qué.")
@AS
def off_command(who: str, reason: str, as_: str) -> None:
    """Apagar un programa, para siempre: lo que espera no sale."""
    row = _named(who)
    with writing():
        webhooks.switch_off(row.subject, reason=OffFor(reason), by=_who(as_, None), at=timezone.now())
    click.echo(gettext("Apagado."))


@command.command(name="list")
def list_command() -> None:
    """Listar quién recibe: identificador, institución, cómo está, motivo, recibidos, esperan, sin entregar."""
    counts = webhooks.counts(env().country)
    for row in webhooks.receivers(env().country):
        of = counts.get(row.subject)
        told = f"{of.taken}\t{of.waiting}\t{of.given_up}" if of else "0\t0\t0"
        click.echo(f"{row.subject}\t{row.institution}\t{words.STANDINGS[row.standing]}\t{row.use}\t{told}")


@command.command(name="queue")
@click.option("--to", "who", metavar="QUIÉN", help="Solo de un programa.")
def queue_command(who: str | None) -> None:
    """Mostrar la cola: número, aviso, tipo, cómo está, intentos, qué contestó."""
    subject = _named(who).subject if who else None
    for row in webhooks.deliveries(env().country, subject):
        answer = row.tries[-1][1] if row.tries else ""
        state = words.STATES[row.state]
        click.echo(f"{row.pk}\t{row.message_id}\t{row.message.kind}\t{state}\t{row.attempts}\t{answer}")


@command.command(name="again")
@click.argument("number", type=int, metavar="NÚMERO")
@AS
def again_command(number: int, as_: str) -> None:
    """Poner un aviso otra vez en la cola, con el mismo identificador."""
    with writing():
        webhooks.send_again(number, by=_who(as_, access.Action.WRITE), at=timezone.now())
    click.echo(gettext("Está otra vez en la cola."))


@command.command(name="key")
@asked
@click.option("--days", required=True, type=click.IntRange(1, webhooks.DAYS_MOST), help="Cuántos días vale.")
@AS
def key_command(institution: str, use: str, kinds: tuple[str, ...], languages: tuple[str, ...], days: int, as_: str) -> None:
    """Dar una clave que lee avisos, y se muestra solo esta vez."""
    reader = access.reader_for_command(as_, access.Purpose.QUALITY_AUDIT)
    with writing():
        told = _asked(institution, use, kinds, languages)
        _row, token = webhooks.give_key(told, days=days, by=reader, at=timezone.now())
    click.echo(token)


def _asked(institution: str, use: str, kinds: tuple[str, ...], languages: tuple[str, ...]) -> Asked:
    return Asked(institution, Use(use), [Kind(one) for one in kinds] or USES[Use(use)], languages)


def _named(who: str) -> Receiver:
    return webhooks.named(who, env().country)


def _who(as_: str, action: access.Action | None) -> Author:
    """Return who answers for it; of the two who may switch off, either. Raises NotForYou."""
    reader = access.reader_for_command(as_, access.Purpose.QUALITY_AUDIT)
    actions = [action] if action else [access.Action.WRITE, access.Action.APPROVE]
    relation = access.relation_to(reader, country=env().country)
    if not any(access.may(reader, access.RecordClass.K10, one, relation, access.Part.EXCHANGE) for one in actions):
        raise access.NotForYou
    return access.author_of(reader)
