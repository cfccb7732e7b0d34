"""`vereda node`: make a post of this installation, relay, its certificate; and at headquarters, which posts there are."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from vereda.access.door import administrator_for_command, make_node_code, operator
from vereda.cli.lock import writing
from vereda.countries.door import pack
from vereda.logbook.door import this_node
from vereda.relay import door as relay
from vereda.settings.environment import env

FILE = click.Path(dir_okay=False, path_type=Path)
AS = click.option("--as", "as_", metavar="CUENTA", help="Quién administra; sin esto, quien opera esta máquina.")


@click.group(name="node")
def command() -> None:
    """La instalación de un puesto: unirla a la central, enlazar, certificado. En la central: qué puestos hay."""


@command.command(name="join")
@click.argument("url")
@click.argument("code")
@click.option("--ca", type=FILE, help="Certificado de la central (PEM), si ninguna autoridad responde por él.")
def join_command(url: str, code: str, ca: Path | None) -> None:
    """Unir esta instalación a la central como la de un puesto. CODE lo muestra la central: vereda node code --group G."""
    with writing():
        post = relay.join_headquarters(url, code, ca=ca.read_text() if ca else "")
        click.echo(f"Esta instalación es la del puesto {post.group} ({post.group_name}); nodo {this_node().id}.")
        done = relay.relay_round()
    click.echo(f"Primer enlace: bajaron {done.down} registros. Reinicie «vereda serve» si estaba en marcha.")


@command.command(name="status")
def status_command() -> None:
    """Decir qué es esta instalación y cómo va el enlace. Termina con 1 si no hay línea o el puesto está dado de baja."""
    if not relay.is_post():
        click.echo(f"central {this_node().id}; puestos: {len(relay.posts())}")
        return
    post, now = relay.this_post(), relay.how_it_stands()
    click.echo(f"puesto {post.group}; nodo {this_node().id}; central {post.headquarters.id} en {post.headquarters.url}")
    reached = timezone.localtime(now.reached_at).isoformat(timespec="seconds") if now.reached_at else "nunca"
    click.echo(f"último enlace: {reached}; por subir: {now.waiting}; {now.trouble or 'sin problema'}")
    if now.trouble:
        raise SystemExit(1)


@command.command(name="relay")
def relay_command() -> None:
    """Enlazar ahora: subir lo que espera y bajar lo del grupo. Termina con 1 si no se llegó a la central."""
    with writing():
        done = relay.relay_round()
    click.echo(f"subieron {done.up}, bajaron {done.down}, esperan {done.waiting}")


@command.command(name="leave")
@click.confirmation_option(prompt="¿Dejar de ser un puesto? Lo que no ha subido ya no subirá.")
def leave_command() -> None:
    """Dejar de ser la instalación de un puesto. Lo escrito aquí se queda aquí."""
    with writing():
        relay.leave()


@command.command(name="code")
@click.option("--group", required=True, help="Código del grupo, como piedras-negras.")
@click.option("--label", default="", help="Cómo se llama el equipo en las listas; sin esto, el nombre del grupo.")
@AS
def code_command(group: str, label: str, as_: str | None) -> None:
    """En la central: hacer el código con el que una instalación se une como puesto; vale 15 minutos, una vez."""
    relay.demand_headquarters()
    known = pack(env().country).groups.get(group)
    if known is None:
        raise relay.GroupUnknown(group=group)
    by = administrator_for_command(as_) if as_ else operator()
    with writing():
        _, text = make_node_code(country=env().country, group=group, label=(label or known.name)[:40], by=by, at=timezone.now())
    click.echo(f"{text}.{this_node().id}")


@command.command(name="list")
def list_command() -> None:
    """En la central: decir qué puestos hay."""
    relay.demand_headquarters()
    for post in relay.posts():
        click.echo(f"{post.id}\t{post.group}\t{post.name}")


@command.command(name="revoke")
@click.argument("node")
@click.option("--reason", type=click.Choice(["lost", "stolen", "replaced", "mistake"]), required=True)
@AS
def revoke_command(node: str, reason: str, as_: str | None) -> None:
    """En la central: dar de baja un puesto. Los teléfonos dejan de sellar para él y ya no recibe nada."""
    by = administrator_for_command(as_) if as_ else operator()
    with writing():
        device = relay.revoke_post(node, reason=reason, by=by, at=timezone.now())
    made = relay.phones_made_at(device)
    if made:
        click.echo("Teléfonos dados de alta en ese equipo; dé de baja los que nadie de su gente tenga en la mano:")
    for label, came in made:
        click.echo(f"{came:%Y-%m-%d %H:%M}Z\t{label}")


@command.command(name="certificate")
@click.option("--name", default="", help="Nombre propio del puesto, como piedras-negras.example.org.")
@click.option("--install", type=(FILE, FILE), metavar="CERTIFICADO LLAVE", help="Instalar los que hizo una autoridad.")
def certificate_command(name: str, install: tuple[Path, Path] | None) -> None:
    """Hacer el certificado del nombre de este puesto, o instalar uno; «serve» lo usa desde el siguiente arranque."""
    now = timezone.now()
    if install:
        found: relay.Certificate | None = relay.install_certificate(*install, name, now=now)
    elif name:
        found = relay.make_certificate(name, now=now)
    else:
        found = relay.certificate_here()
    if found is None:
        raise click.UsageError("no hay certificado; dé --name NOMBRE o --install CERTIFICADO LLAVE")
    click.echo(f"{', '.join(found.names)} hasta {found.until:%Y-%m-%d}; SHA-256 {found.fingerprint}")
    click.echo(str(found.cert))
