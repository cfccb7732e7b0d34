"""What a phone must know to write without a network: pack, forms, schemas, the own group; signed, and named by what it holds.

The text is the same as long as nothing of it changed, so that a phone with that hash is answered `same` and pays nothing.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from vereda.access.door import Standing, device, local_day, members_of, open_to_all
from vereda.client import courses, information, lists
from vereda.client.orientation import Part, parts_of
from vereda.client.packed import packed
from vereda.countries.door import Asking, Pack, pack
from vereda.guidance.door import Number, numbers
from vereda.logbook.door import forms, kinds, node_keys
from vereda.reports.door import switched_off
from vereda.settings.environment import env
from vereda.surveys.door import asked_forms, form_of
from vereda.surveys.schema import Use, for_phone

SIGNED = "vereda/reference/1|"
SURVEYS_MOST = 60_000  # [bytes] of all forms together: a sixth of that on the line
LEFT_OUT = frozenset({"title", "description"})  # of schemas: words for engineers

type Members = tuple[tuple[str, str], ...]
type Asked = tuple[
    Pack, str, date, Members, tuple[Number, ...], frozenset[str], bytes, tuple[Part, ...], tuple[Asking, ...], bytes
]


@dataclass(frozen=True)
class Reference:
    """A reference text and the hash that names it."""

    hash: str
    text: str


class Same(Schema):
    """What the phone has is what stands."""

    same: bool


class Signed(Schema):
    """A reference text; `signature` of this node over 'vereda/reference/1|' and the hash [r and s, base64]."""

    hash: str
    text: str
    signature: str


router = Router()


@router.get("/reference", response={200: Same | Signed})
@open_to_all(reason="a device proves itself by its token; codes, places and forms, nothing of a case")
def get_reference(request: HttpRequest, have: str = "") -> HttpResponse:
    """Return the reference of the device's group, or `same` when the phone has it (`have`: hash of what it has)."""
    found = reference_for(str(request.auth))  # type: ignore[attr-defined]  # set by ninja's DeviceToken
    if found.hash == have:
        return packed(request, {"same": True})
    signature = b64encode(node_keys().sign_bytes(f"{SIGNED}{found.hash}".encode())).decode()
    return packed(request, {"hash": found.hash, "text": found.text, "signature": signature})


def reference_for(device_id: str) -> Reference:
    """Return the reference of the group to which a device belongs."""
    row = device(device_id)
    assert row is not None  # the token is a device's
    return reference_of(row.country, row.group)


def reference_of(country: str, group: str) -> Reference:
    """Return the reference of a group today; composed once a day and for each change of members, numbers, notices or texts."""
    return compose(*asked_of(country, group))


def asked_of(country: str, group: str) -> Asked:
    """Return what the reference of a group is composed of today, in the order in which `compose` takes it."""
    on = local_day(country, group)
    given, row = tuple(numbers(country, on)), pack(country).groups[group]
    dangers = information.danger_notices(country, row.state, timezone.now().astimezone(ZoneInfo(row.zone)))
    members, off = _members(country, group), switched_off(country, group, on)
    parts = parts_of(pack(country), row.state, on, given)
    asking = pack(country).country.asking
    return pack(country), group, on, members, given, off, orjson.dumps(dangers), parts, asking, _surveys(country)


def _surveys(country: str) -> bytes:
    """Return the forms that phones ask, by title, as far as they fit; those that make encounters are of other programs."""
    found: list[dict[str, Any]] = []  # Any: JSON
    for row in asked_forms(country):
        form = form_of(row)
        if form.use is Use.EXTRA:
            told = {"subject": str(row.subject), **for_phone(form)}
            if len(orjson.dumps([*found, told])) <= SURVEYS_MOST:
                found.append(told)
    return orjson.dumps(found)


def _members(country: str, group: str) -> Members:
    """Return who works in the group today (account, name), by name; who holds two roles is there once."""
    live = [
        (str(account.pk), account.display_name) for account, _row, worth in members_of(country, group) if worth is Standing.LIVE
    ]
    return tuple(dict.fromkeys(live))


@lru_cache(maxsize=128)
def compose(
    chosen: Pack,
    group: str,
    on: date,
    members: Members,
    given: tuple[Number, ...],
    off: frozenset[str] = frozenset(),
    dangers: bytes = b"[]",
    parts: tuple[Part, ...] = (),
    asking: tuple[Asking, ...] = (),
    surveys: bytes = b"[]",
) -> Reference:
    """Return a reference of what it holds; kept, so that what did not change is composed once."""
    row = chosen.groups[group]
    content = {
        "country": chosen.iso,
        "group": {
            "code": row.code,
            "name": row.name,
            "state": row.state,
            "municipality": row.municipality,
            "lon": row.lon,
            "lat": row.lat,
            "members": [{"account": account, "name": name} for account, name in members],
            "vehicles": [],
        },
        "pack": chosen.hash,
        "zone": row.zone,
        "lists": lists.lists_of(chosen, row, on, off),
        "forms": _forms(),
        "kinds": _kinds(),
        "sms_number": env().sms_number,
        "emergency": information.emergency(chosen, given),
        "hotlines": information.hotlines(chosen, given),
        "information": [*orjson.loads(dangers), *information.information(chosen, row, on, given)],
        "child_path": information.child_path(chosen, on),
        "asking": [one.model_dump(mode="json", include={"since", "every", "not_with"}) for one in asking],
        "guidance": [{"language": one.language, "name": one.name, "hash": one.hash, "bytes": one.size} for one in parts],
    }
    content["courses"] = courses.listed().hash
    if asked := orjson.loads(surveys):
        content["surveys"] = asked
    text = orjson.dumps(content).decode()
    return Reference(sha256(text.encode()).hexdigest(), text)


def _forms() -> dict[str, Any]:  # Any: JSON
    """Return each form's layout, and the schema of the kind that it writes."""
    by_name = {kind.kind: kind for kind in kinds()}
    return {
        name: {
            "layout": layout.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "schema": trimmed(by_name[layout.kind].model_json_schema()),
        }
        for name, layout in forms().items()
    }


def _kinds() -> dict[str, Any]:  # Any: JSON
    """Return what a phone may write: version and class of the outer seal. Layouts and the server's own check hold its boxes."""
    return {
        kind.kind: {"version": kind.version, "subject_kind": kind.subject_kind, "sealed_as": kind.sealed_as}
        for kind in kinds()
        if kind.from_devices
    }


def trimmed(schema: Any, *, is_names: bool = False) -> Any:  # Any: JSON schema in and out
    """Return a JSON schema without the words that only engineers read.

    is_names  the keys here are names of fields, which may be 'title' too
    """
    if isinstance(schema, list):
        return [trimmed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: value for name, value in schema.items() if is_names or name not in LEFT_OUT}
    return {name: trimmed(value, is_names=name in {"properties", "$defs"} and not is_names) for name, value in kept.items()}
