"""A Django that holds one table and one view. Run by `python -m bench.plain`."""

from __future__ import annotations

from typing import Any, ClassVar

import orjson
from django.conf import settings

from vereda.settings.databases import postgresql, sqlite
from vereda.settings.environment import env


def configure() -> None:
    """Set Django up with Vereda's own settings of the database, and no middleware."""
    here = env()
    here.home.mkdir(parents=True, exist_ok=True)
    settings.configure(
        SECRET_KEY="baseline",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.plain.app",
        DATABASES={"default": postgresql(here.database_url) if here.database_url else sqlite(here.home / "plain.sqlite3")},
        USE_TZ=True,
        DATA_UPLOAD_MAX_MEMORY_SIZE=8 * 1024 * 1024,
    )
    import django

    django.setup()


configure()

from django.core.wsgi import get_wsgi_application  # noqa: E402  after the settings
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402


class Row(models.Model):
    """An entry, as it came. It may come again: the baseline is so quick that each round is sent several times."""

    entry = models.UUIDField(db_index=True)
    group = models.CharField(max_length=64)
    device = models.UUIDField(db_index=True)
    device_seq = models.BigIntegerField()
    sealed = models.TextField()
    keys = models.JSONField()
    signature = models.TextField()
    objects: ClassVar[models.Manager[Row]] = models.Manager()

    class Meta:
        app_label = "plain"


def make_table() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Row)


def push(request: HttpRequest) -> HttpResponse:
    """Store a batch and answer each entry."""
    rows = [_row(one) for one in orjson.loads(request.body)["entries"]]
    with transaction.atomic():
        Row.objects.bulk_create(rows, batch_size=500)
    answers = [{"id": row.entry, "status": "accepted"} for row in rows]
    return HttpResponse(orjson.dumps({"answers": answers}), content_type="application/json")


def _row(one: dict[str, Any]) -> Row:  # Any: JSON
    names = ("group", "device", "device_seq", "sealed", "keys", "signature")
    return Row(entry=one["id"], **{name: one[name] for name in names})


urlpatterns = [path("sync/v1/push", push)]
application = get_wsgi_application()
