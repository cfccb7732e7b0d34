"""What modules offer to the logbook at the start of the program: kinds, folds, read models, facts.

The logbook knows no module; modules come here (`register`), so that the arrows of the house point one way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import BaseModel, ValidationError

from vereda.logbook.entries import (
    Body,
    ClockLimited,
    ConflictResolved,
    EntryAccepted,
    EntryDeclined,
    Payload,
    SubjectErased,
)
from vereda.logbook.errors import EntryInvalid, UnknownKind
from vereda.logbook.facts import FactRow
from vereda.logbook.rules.fold import Entry, Folded, Start, State, Step
from vereda.logbook.words import Demand, FieldClass

type Rows = dict[type, list[Any]]  # read model -> unsaved rows; Any: models of other modules


@dataclass(frozen=True, kw_only=True)
class SubjectFold:
    """All that a module says about one kind of subject.

    start, step   the pure fold
    fold_version  raised when `step` changes: stored states are folded again
    models        the read models of this subject kind; each has a column `subject`
    project       subject and folded state -> its read-model rows, replaced whole
    facts         subject and state -> rows without persons, for statistics
    counted_on    state -> the local day under which the facts stand, None when it counts nothing
    names         fields of an identity box -> search tokens
    held_by       payload -> the subject (a mission) until whose end the whereabouts are kept
    ends_at       state -> when such a subject ended
    counting      state, and imports that do not count -> the state without what came with them, None: nothing counts
    is_complete   state -> whether what came with this subject counts
    months        state -> first days of further months whose counts this subject changes
    linked        state -> subjects of persons named in it; erasing one of them destroys the free text here
    told_in       state -> subjects whose free text tells of those persons as well, and goes with it (the report of a file)
    known_as      state -> names under which sealed words elsewhere may tell of those persons (the folio of a file)
    tells         class of a box -> its fields -> such names told in it; erasing that person destroys the key of the box
    places_of     state -> (subject, entry): where another subject was met, told here; erasing that one destroys the place
    is_erasable   whether somebody of the house may erase one; only a complaint about own staff may not be
    goes_with     state -> subjects with whose erasure all sealed words of this one go (encounter, person of first aid)
    takes         what headquarters does with the boxes of entries in the moment they enter, in the same transaction, called with
                  (body, fields by class) of each and the wall clock: neither those boxes nor their keys are kept here
    """

    subject_kind: str
    kinds: Sequence[type[Payload]]
    start: Start
    step: Step
    fold_version: int = 1
    is_erasable: bool = True
    models: Sequence[type] = ()
    project: Callable[[str, Folded, SubjectRef], Rows] = field(default=lambda subject, folded, ref: {})
    facts: Callable[[str, State, SubjectRef], Iterable[FactRow]] = field(default=lambda subject, state, ref: ())
    counted_on: Callable[[State], date | None] = field(default=lambda state: None)
    names: Callable[[Mapping[str, Any]], Iterable[str]] | None = None  # Any: JSON
    held_by: Callable[[Payload], str | None] = field(default=lambda payload: None)
    ends_at: Callable[[State], datetime | None] | None = None
    linked: Callable[[State], Iterable[str]] = field(default=lambda state: ())
    told_in: Callable[[State], Iterable[str]] = field(default=lambda state: ())
    known_as: Callable[[State], Iterable[str]] = field(default=lambda state: ())
    tells: Mapping[FieldClass, Callable[[Mapping[str, Any]], Iterable[str]]] = field(default_factory=dict)  # Any: JSON
    places_of: Callable[[State], Iterable[tuple[str, str]]] | None = None
    goes_with: Callable[[State], Iterable[str]] | None = None
    takes: Callable[[Sequence[ReadOnce], datetime], None] | None = None
    counting: Callable[[State, Collection[str]], State | None] = field(default=lambda state, incomplete: state)
    is_complete: Callable[[State], bool] | None = None
    months: Callable[[State], set[date]] = field(default=lambda state: set())

    @property
    def own_classes(self) -> set[FieldClass]:
        """Return the classes of the boxes that such a subject owns; an exact place is owned by its entry."""
        return {cls for kind in self.kinds for cls in kind.boxes} - {FieldClass.WHEREABOUTS}


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """Where a subject belongs: the group and country of its first entry, or of its hand-over."""

    kind: str
    group: str
    country: str


class ReadOnce(NamedTuple):
    """An entry whose boxes are read once, as it enters, and are not kept. fields: of each box that opened, by class."""

    body: Body
    fields: Mapping[FieldClass, Mapping[str, Any]]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs envelopes: a phone, or the node of a post for what its desk wrote."""

    public: ec.EllipticCurvePublicKey
    is_node: bool = False


OWN_KINDS: tuple[type[Payload], ...] = (ClockLimited, ConflictResolved, SubjectErased, EntryAccepted, EntryDeclined)
QUARANTINE = SubjectFold(
    subject_kind="quarantine",
    kinds=(EntryAccepted, EntryDeclined),
    start=dict,
    step=lambda state, entry: state,
)

_folds: dict[str, SubjectFold] = {"quarantine": QUARANTINE}
_kinds: dict[str, type[Payload]] = {kind.kind: kind for kind in OWN_KINDS}
_counted: list[Callable[[str, set[date]], None]] = []
_authority: list[Callable[[Body, str | None], str | None]] = []
_posts: list[Callable[[Body], str | None]] = []
_senders: list[Callable[[str], Sender | None]] = []
_kept: dict[str, Callable[[datetime], Iterable[UUID]]] = {}
_gone: list[Callable[[Collection[UUID]], None]] = []


def register(fold: SubjectFold) -> None:
    """Take in one subject kind and its entry kinds."""
    _folds[fold.subject_kind] = fold
    for kind in fold.kinds:
        _kinds[kind.kind] = kind


def on_counted(tell: Callable[[str, set[date]], None]) -> None:
    """Have `tell(country, first days of months)` called in the transaction of each write that changes what counts."""
    _counted.append(tell)


def judged_by(judge: Callable[[Body, str | None], str | None]) -> None:
    """Have `judge(body, device)` say why an arriving entry must be held, or None (access registers it)."""
    _authority[:] = [judge]


def gone_with(drop: Callable[[Collection[UUID]], None]) -> None:
    """Have `drop(subjects)` called in the transaction that erases them: rows beside the fold that name a subject go with it."""
    _gone.append(drop)


def drop_beside(subjects: Collection[UUID]) -> None:
    """Drop what modules keep of subjects that are erased, beside their read models."""
    for drop in _gone:
        drop(subjects)


def kept_as_long_as(name: str, too_long: Callable[[datetime], Iterable[UUID]]) -> None:
    """Have `too_long(now)` name the subjects of a module whose words the country's table of retention keeps no longer."""
    _kept[name] = too_long


def kept_too_long(now: datetime) -> list[UUID]:
    """Return the subjects whose day has come, by what the modules say, those whose words are gone already as well."""
    return [subject for too_long in _kept.values() for subject in too_long(now)]


def senders_by(lookup: Callable[[str], Sender | None]) -> None:
    """Have `lookup(device)` say by which key a device signs, None for one that is not enrolled (access registers it)."""
    _senders[:] = [lookup]


def posts_limited_by(judge: Callable[[Body], str | None]) -> None:
    """Have `judge(body)` say why the desk of a post may not write an entry of its group, or None (access registers it)."""
    _posts[:] = [judge]


def why_post_may_not(body: Body) -> str | None:
    """Return why the desk of a post may not write this, or None."""
    return _posts[0](body) if _posts else None


def sender(device: str) -> Sender | None:
    """Return by which key a device signs, None when nobody knows it."""
    return _senders[0](device) if _senders else None


def fold_of(subject_kind: str) -> SubjectFold:
    """Return what was registered for a subject kind."""
    return _folds[subject_kind]


def folds() -> list[SubjectFold]:
    """Return all subject kinds, by name."""
    return [_folds[name] for name in sorted(_folds)]


def kind_of(name: str) -> type[Payload]:
    """Return the newest payload model of an entry kind, or raise UnknownKind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(kind=name) from None


def taker_of(kind: str) -> Callable[[Sequence[ReadOnce], datetime], None] | None:
    """Return who reads the boxes of an entry kind once; None where they are kept, or nobody knows the kind."""
    known = _kinds.get(kind)
    fold = _folds.get(known.subject_kind) if known else None
    return fold.takes if fold else None


def demand_of(name: str) -> Demand | None:
    """Return what the author of an entry kind must hold, None where any role of the group may write it or nobody knows it."""
    kind = _kinds.get(name)
    return kind.demands if kind else None


def kinds() -> list[type[Payload]]:
    """Return all entry kinds, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def tell_counted(country: str, months: set[date]) -> None:
    """Tell statistics which months changed."""
    for tell in _counted:
        tell(country, months)


def why_held(body: Body, device: str | None) -> str | None:
    """Return why an arriving entry must be held for a supervisor, or None."""
    return _authority[0](body, device) if _authority else None


def newest(kind: type[Payload], version: int, payload: dict[str, Any]) -> Payload:  # Any: JSON of that version
    """Return a payload of any released version as the newest model; raises EntryInvalid."""
    for step in range(version, kind.version):
        payload = kind.upcasts[step](dict(payload))
    return checked(kind, payload)


def checked[M: BaseModel](model: type[M], values: Any) -> M:  # Any: what came from outside
    """Return `values` as `model`, or raise EntryInvalid with the first field that is wrong."""
    try:
        return model.model_validate(values)
    except ValidationError as why:
        first = why.errors(include_url=False, include_input=False)[0]
        raise EntryInvalid(field=".".join(str(part) for part in first["loc"]), problem=first["msg"]) from None


def check_box(kind: type[Payload], cls: FieldClass, fields: Mapping[str, Any]) -> None:  # Any: JSON
    """Raise EntryInvalid when an entry kind has no box of this class, or the box's fields are wrong."""
    model = kind.boxes.get(cls)
    if model is None:
        raise EntryInvalid(field=f"boxes.{cls}", problem="this kind has no such box")
    checked(model, fields)
    refuse_nulls(fields, f"boxes.{cls}")


def refuse_nulls(values: Any, field: str) -> None:  # Any: JSON
    """Raise EntryInvalid when a text anywhere in `values` holds U+0000, which no database can be trusted to keep."""
    waiting = [values]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and "\0" in one:
            raise EntryInvalid(field=field, problem="a null character")
        if isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one


__all__ = ["Entry", "Folded", "ReadOnce", "Sender", "SubjectFold", "SubjectRef"]
