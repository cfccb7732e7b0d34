"""Django's own commands, for engineers: `bin/vereda django makemigrations groups`."""

from __future__ import annotations

import click
from django.core.management import execute_from_command_line


@click.command(
    name="django",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's management commands."""
    execute_from_command_line(["vereda django", *arguments])
