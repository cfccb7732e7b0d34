"""The tables, brought to what this program needs: all or nothing, and never by an older program on a newer database."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from vereda.cli.lock import writing
from vereda.errors import FieldError
from vereda.logbook.door import kinds_here, other_country
from vereda.settings.environment import env


class SchemaNewer(FieldError):
    """The database was brought up to date by a newer program than this one."""

    code = "cli.schema_newer"
    hint = "La base es de una versión más nueva ({migration}). Use esa versión, o restaure un respaldo de antes; nada se cambió."


class HomeOfAnotherCountry(FieldError):
    """The home of one country is opened as another one: in a terminal where nobody wrote which country it is."""

    code = "cli.home_of_another_country"
    hint = (
        "En {home} hay registros de «{found}» y ninguno de «{here}». Escriba antes: export VEREDA_COUNTRY={found} "
        "(o use otra carpeta con VEREDA_HOME)."
    )


class PersonsAtTheRegion(FieldError):
    """A home with facts of people, of a country's headquarters or restored from its backup, is opened as a regional office."""

    code = "cli.persons_at_the_region"
    hint = (
        "En {home} hay registros que no son de una oficina regional («{kind}»), y a ella no entra ninguna persona. Use otra "
        "carpeta (VEREDA_HOME), o quite VEREDA_REGIONAL si es la instalación de un país."
    )


AT_THE_REGION = (
    "access.", "logbook.", "exchange.", "training.course_", "bundles.card_", "bundles.trust_", "bundles.given", "bundles.taken",
    "bundles.refused",
)  # fmt: skip
"""How the kinds of facts begin that an office of several countries writes: accounts, whom it trusts, what it read. No other."""


def refuse_persons_at_the_region() -> None:
    """Raise PersonsAtTheRegion where a regional office is opened on facts of anything else than its own."""
    here = env()
    found = next((one for one in kinds_here() if not one.startswith(AT_THE_REGION)), "") if here.regional else ""
    if found:
        raise PersonsAtTheRegion(home=str(here.home), kind=found)


def refuse_home_of_another_country() -> None:
    """Raise HomeOfAnotherCountry where the logbook knows other countries only. A home without entries is anybody's."""
    here = env()
    if not here.regional and (other := other_country(here.country)):
        raise HomeOfAnotherCountry(home=str(here.home), found=other, here=here.country)


def bring_up_to_date() -> None:
    """Bring the tables to what this program needs. Raises SchemaNewer.

    One transaction: Django notes a migration after its own has ended, and who is killed in between never starts again.
    """
    refuse_newer_schema()
    with connection.constraint_checks_disabled(), transaction.atomic():
        call_command("migrate", verbosity=0, interactive=False)


def make_ready() -> None:
    """Bring the tables up to date unless they are: so that any command may be the first one in a new home. Raises SchemaNewer."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with writing():
            bring_up_to_date()
    else:
        refuse_newer_schema()


def refuse_newer_schema() -> None:
    """Raise SchemaNewer when a table was changed by a migration that this program does not have. Nothing is written."""
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= set(migration.replaces)
    unknown = sorted(one for one in loader.applied_migrations if one[0] in loader.migrated_apps and one not in known)
    if unknown:
        raise SchemaNewer(migration=".".join(unknown[0]))
