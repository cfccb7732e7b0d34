"""Refuse every change of what was written: the program has no way round it, and somebody at a console is stopped as well."""

from __future__ import annotations

from django.db import migrations

TABLES = ("logbook_logentry", "logbook_box", "logbook_block", "logbook_place")
WHAT = "the logbook is insert-only: write a correcting entry"


def refuse(apps, editor):
    for table in TABLES:
        if editor.connection.vendor == "sqlite":
            for act in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{WHAT}'); END"
                )
            # INSERT OR REPLACE deletes without firing the DELETE trigger; an id that is there is refused before.
            key = {"logbook_logentry": "id", "logbook_box": "id", "logbook_block": "number", "logbook_place": "entry"}[table]
            editor.execute(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
                f"BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table}.{key}'); END"
            )
        else:
            editor.execute(
                "CREATE OR REPLACE FUNCTION logbook_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{WHAT}'; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION logbook_refuse()"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION logbook_refuse()"
            )


class Migration(migrations.Migration):
    dependencies = [("logbook", "0001_initial")]
    operations = [migrations.RunPython(refuse, elidable=False)]
