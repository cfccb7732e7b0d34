"""What a view asks before it shows: how far the reader reaches, whether one record is within it, and who writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest

from vereda.access.errors import NotForYou
from vereda.access.places import zone_of
from vereda.access.rules.policy import decide, scopes
from vereda.access.words import HEADQUARTERS, Action, Part, Reader, RecordClass, Scope
from vereda.countries.door import pack
from vereda.logbook.door import Author
from vereda.practice import is_practice


@dataclass(frozen=True)
class Reach:
    """The records that a list may hold before any is read.

    kind     country, state, own_group: everything there; one_by_one: only cases, files or referrals that name the reader;
             nothing
    country  always the reader's
    """

    kind: str
    country: str
    group: str = ""
    state: str = ""


def reach_of(
    reader: Reader, record_class: RecordClass | str, action: Action | str = Action.READ, part: Part | str = Part.WHOLE
) -> Reach:
    """Return the widest reach that the reader has for the purpose of this request."""
    found = scopes(reader.role, record_class, action, reader.purpose, part)
    if found and is_practice(reader.group):
        return Reach("own_group", reader.country, group=reader.group)
    if Scope.EVERYONE in found or Scope.COUNTRY in found:
        return Reach("country", reader.country)
    if Scope.STATE in found and reader.state:
        return Reach("state", reader.country, state=reader.state)
    if Scope.OWN_GROUP in found and reader.group:
        return Reach("own_group", reader.country, group=reader.group)
    return Reach("one_by_one" if found else "nothing", reader.country)


def may(
    reader: Reader,
    record_class: RecordClass | str,
    action: Action | str,
    relation: Collection[str],
    part: Part | str = Part.WHOLE,
) -> bool:
    """Return whether the reader may do this with a record, for the purpose of this request."""
    return bool(decide(reader, record_class, action, reader.purpose, relation, part))


def demand(
    reader: Reader,
    record_class: RecordClass | str,
    action: Action | str,
    relation: Collection[str],
    part: Part | str = Part.WHOLE,
) -> None:
    """Raise NotForYou unless the reader may; raise it also for a record that is not there, so that both look alike."""
    if not may(reader, record_class, action, relation, part):
        raise NotForYou


def request_reader(request: HttpRequest) -> Reader:
    """Return the reader that the guard put on the request of a view marked with `serves`."""
    reader = getattr(request, "reader", None)
    if not isinstance(reader, Reader):
        raise NotForYou
    return reader


def author_of(reader: Reader) -> Author:
    """Return the reader as the author of an entry, in the local day of the own post."""
    return Author(
        account=reader.account,
        group=reader.group or HEADQUARTERS,
        country=reader.country,
        zone=zone_of(reader.country, reader.group).key,
        device=reader.device,
        pack=pack(reader.country).hash,
    )
