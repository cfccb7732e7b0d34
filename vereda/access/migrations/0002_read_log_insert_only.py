"""The read log can only grow: triggers refuse UPDATE and DELETE on both databases, TRUNCATE on PostgreSQL."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED = "access.read_log_insert_only"

SQLITE = (
    f"""CREATE TRIGGER access_readrow_no_update BEFORE UPDATE ON access_readrow
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER access_readrow_no_delete BEFORE DELETE ON access_readrow
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above; and nothing may slip in before the head.
    f"""CREATE TRIGGER access_readrow_at_head BEFORE INSERT ON access_readrow
        WHEN EXISTS (SELECT 1 FROM access_readrow WHERE seq >= NEW.seq)
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION access_readrow_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER access_readrow_no_change BEFORE UPDATE OR DELETE ON access_readrow
       FOR EACH ROW EXECUTE FUNCTION access_readrow_refuse()""",
    """CREATE TRIGGER access_readrow_no_truncate BEFORE TRUNCATE ON access_readrow
       FOR EACH STATEMENT EXECUTE FUNCTION access_readrow_refuse()""",
)
DROP_SQLITE = tuple(f"DROP TRIGGER IF EXISTS access_readrow_{name}" for name in ("no_update", "no_delete", "at_head"))
DROP_POSTGRESQL = ("DROP FUNCTION IF EXISTS access_readrow_refuse() CASCADE",)


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in DROP_SQLITE if editor.connection.vendor == "sqlite" else DROP_POSTGRESQL:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
