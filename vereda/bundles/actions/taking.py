"""Taking a bundle: believed or refused with its reason; each thing in it once, however often it comes and in whatever order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError

from vereda.access.door import author_of, operator
from vereda.bundles import contents, errors, kept
from vereda.bundles.actions.trust import check_card, demand_headquarters, demand_trusted, end_for_enforcement, is_of_enforcement
from vereda.bundles.entries.handed import CrossingReceived, HandedCame, HandedRecalled
from vereda.bundles.entries.partner import BundleRefused, BundleTaken, CardRenewed, KindTaken
from vereda.bundles.lookups import handed, partners
from vereda.bundles.models import Partner
from vereda.bundles.rules import bundle as format_
from vereda.bundles.rules.card import Card, is_newer, is_same_office
from vereda.bundles.rules.carried import CarriedRecall, CarriedReferral, CarriedWord
from vereda.bundles.rules.handed import subject_of
from vereda.bundles.words import Way, What
from vereda.countries.door import ENFORCEMENT, Role, pack
from vereda.errors import FieldError
from vereda.logbook import door as logbook
from vereda.logbook.door import Author, Draft, Plain, in_turn, node_keys, record, record_all
from vereda.logbook.schema import uuid8, value_of
from vereda.referrals import door as referrals
from vereda.referrals.schema import ITEM_CLASS, WITHIN, About, Answer, Item
from vereda.settings.environment import env

type Json = dict[str, Any]  # Any: JSON
REFUSED_AGAIN = timedelta(hours=1)
"""Whoever claims to be a sender that we know could else fill the logbook with refusals."""
REFERRAL, WORD, RECALL = "referral", "word", "recall"


@dataclass(frozen=True)
class Taken:
    """What became of a bundle.

    before    when it was taken already, None: now
    content   items by kind that lie here now; left: how many of what were not understood
    persons   who came with it and were not here before; words, recalled: of those who went, and of those who had come
    """

    partner: Partner
    bundle: UUID
    made_at: datetime
    before: datetime | None = None
    content: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    persons: int = 0
    words: int = 0
    recalled: int = 0


def take(content: bytes, *, way: Way, by: Author, at: datetime) -> Taken:
    """Take a bundle in. Twice is once.

    Raises what `rules.bundle.opened` raises, NotAtPost, BundleMalformed, CardOfEnforcement, BundleWithPersons; nothing of it is
    taken then, and of a sender that we know it is written why.
    """
    demand_headquarters()
    senders: list[str] = []

    def known(fingerprint: str) -> Any:  # Any: as `rules.bundle.Known`
        senders.append(fingerprint)
        return partners.known(fingerprint, by.country)

    try:
        own = partners.own_fingerprint(by.country, at)
        found = format_.opened(content, pair=node_keys().sealing, own=own, known=known, now=at)
        card = _card_in(found, by, at)
        _demand_public(found)
    except FieldError as why:
        _note_refused(senders, content, why, by, at)
        raise
    return _taken(found, card, way, by, at)


def _card_in(found: format_.Opened, by: Author, at: datetime) -> Card:
    """Return the sender's card of today. Raises BundleMalformed, CardOfEnforcement, CardDiffers.

    A sender that says of itself that it detains is given nothing any more either: its own signature ends the trust.
    """
    told = found.body.card
    name = told.get("name")
    if told.get("role") in set(ENFORCEMENT) or (
        isinstance(name, str) and is_of_enforcement([name], by.country, found.sender.country)
    ):
        end_for_enforcement(found.sender.fingerprint, by=by, at=at)
        raise errors.CardOfEnforcement
    try:
        card = Card.model_validate(told)
    except ValidationError:
        raise errors.BundleMalformed from None
    if card.fingerprint != found.sender.fingerprint:
        raise errors.BundleMalformed
    if not is_same_office(card, found.sender):
        raise errors.CardDiffers
    return check_card(card, by.country)


def _demand_public(found: format_.Opened) -> None:
    """Raise BundleWithPersons where an office of several countries gives or takes persons."""
    if found.body.tells_of_persons and (env().regional or found.sender.is_regional):
        raise errors.BundleWithPersons


def _note_refused(senders: list[str], content: bytes, why: FieldError, by: Author, at: datetime) -> None:
    row = partners.with_fingerprint(senders[0], by.country) if senders else None
    digest = sha256(content).hexdigest()
    if row is not None and not partners.has_refused(row.subject, digest, why.code, at - REFUSED_AGAIN):
        record(BundleRefused(digest=digest, code=why.code), subject=row.subject, by=by, at=at)


def _taken(found: format_.Opened, card: Card, way: Way, by: Author, at: datetime) -> Taken:
    body = found.body
    row = partners.with_fingerprint(found.sender.fingerprint, by.country)
    if row is None:
        raise errors.SenderUnknown
    told = Taken(row, body.id, body.made_at)
    if before := partners.has_taken(row.subject, body.id):
        return replace(told, before=before.at)
    left: Counter[str] = Counter()
    understood = contents.understood(body)
    with in_turn("between", row.fingerprint):  # all of it or nothing; a recall and its person may come in two bundles at once
        row.refresh_from_db()
        demand_trusted(row)
        if before := partners.has_taken(row.subject, body.id):
            return replace(told, before=before.at)
        said = sum(_hear(word, row, at) for word in _read(CarriedWord, body.words, WORD, left))
        recalled = [one for one in _read(CarriedRecall, body.recalls, RECALL, left) if _forget(one, row, by, at)]
        persons = list(_came(_read(CarriedReferral, body.referrals, REFERRAL, left), row, at, left))
        _hand_to_kinds(understood, row, body.made_at, by, at)
        entry = BundleTaken(
            bundle=body.id, made_at=body.made_at, digest=found.digest, way=way, left={**understood.left, **left},
            content={
                name: KindTaken(version=body.content[name].version, count=len(items), digest=kept.keep(items))
                for name, items in understood.items.items()
            },
        )  # fmt: skip
        renewed = [Draft(payload=CardRenewed(card=card), subject=row.subject, by=by, at=at)] if is_newer(card, row.told) else []
        mine = Draft(payload=entry, subject=row.subject, by=by, at=at)
        record_all([*renewed, *persons, *_received(body.received, row, at), mine])
    counts = {name: len(items) for name, items in understood.items.items()}
    return replace(
        told, content=counts, left=dict(entry.left), persons=len(persons), words=said, recalled=len(recalled)
    )  # fmt: skip


def _read[M: BaseModel](model: type[M], items: Iterable[Json], name: str, left: Counter[str]) -> Iterator[M]:
    """Yield the items that are as they should be; count the others."""
    for item in items:
        try:
            yield model.model_validate(item)
        except ValidationError:
            left[name] += 1


def _hand_to_kinds(understood: contents.Understood, row: Partner, made_at: datetime, by: Author, at: datetime) -> None:
    """Let each kind do what it does with what came, unless a later bundle of the sender came first."""
    for name, items in understood.items.items():
        kind, here = contents.kinds()[name], row.content.get(name)
        if kind.take and (here is None or datetime.fromisoformat(here["made_at"]) < made_at):
            kind.take(row.told, items, by, at)


# Persons who come ---------------------------------------------------------------------------------------------------


def _came(items: Iterable[CarriedReferral], row: Partner, at: datetime, left: Counter[str]) -> Iterator[Draft]:
    """Yield the record of each person who is new here; whoever was recalled meanwhile does not come any more."""
    seen: set[UUID] = set()
    for one in items:
        subject = subject_of(row.country, row.fingerprint, one.id)
        pieces = {piece.item for piece in referrals.pieces_of(one.service, referrals.Basis.CONSENT)}
        told = {item: text for item, text in one.told.items() if item in pieces}
        is_barred = is_of_enforcement([one.sent_by], row.country, row.card["country"])
        if is_barred or one.post not in pack(row.country).groups or not told or one.made_at > at + format_.AHEAD:
            left[REFERRAL] += 1
        elif subject not in seen and logbook.subject(subject) is None:
            seen.add(subject)
            yield _handed(one, subject, told, row, at)


def _handed(one: CarriedReferral, subject: UUID, told: dict[Item, str], row: Partner, at: datetime) -> Draft:
    within, group = WITHIN[one.service], pack(row.country).groups[one.post]
    about = About(service=one.service, name=group.name, role=Role.NETWORK)
    boxes: dict[Any, Json] = {within: {"about": about.model_dump(mode="json", exclude_defaults=True)}}  # Any: FieldClass
    for item, text in told.items():
        boxes.setdefault(ITEM_CLASS[item], {}).setdefault("told", {})[item.value] = text
    payload = HandedCame(
        partner=row.fingerprint, theirs=one.id, folio=one.folio, within=within, made_at=one.made_at, sent_by=one.sent_by
    )
    plain = [Plain(cls=cls, fields=fields) for cls, fields in boxes.items()]
    return Draft(payload=payload, subject=subject, seen=(), by=_machine(row.country, one.post), at=at, boxes=plain)


def _forget(one: CarriedRecall, row: Partner, by: Author, at: datetime) -> bool:
    """Record that somebody holds no more, and destroy the words that came; return whether that is new."""
    subject = subject_of(row.country, row.fingerprint, one.referral)
    known = logbook.subject(subject)
    is_new = known is None or value_of(known.folded.state["kept"], "recalled") is None
    if is_new:
        group = handed.handed(subject, row.country)
        author = _machine(row.country, group.group) if group else by
        record(HandedRecalled(reason=one.reason), subject=subject, by=author, at=at)
    logbook.destroy_boxes(subject, now=at)
    return is_new


# What is said of those who went -------------------------------------------------------------------------------------


def _received(ids: Iterable[UUID], row: Partner, at: datetime) -> Iterator[Draft]:
    """Yield that a person is known there, of each who went to this very installation and of whom we had not heard."""
    for one in dict.fromkeys(ids):
        found = handed.crossing_with(one, row.fingerprint, row.country)
        if found is not None and found.received_at is None:
            by = _machine(row.country, found.group)
            yield Draft(payload=CrossingReceived(), subject=found.subject, by=by, at=at)


def _hear(word: CarriedWord, row: Partner, at: datetime) -> bool:
    """Record what a group abroad says of a person who went to it; return whether it was new. Of others it may say nothing."""
    crossing = handed.crossing_with(word.referral, row.fingerprint, row.country)
    referral = referrals.referrals.found(word.referral, row.country) if crossing else None
    if referral is None or referral.recalled_at:
        return False
    when = min(word.at, at)
    try:
        match word.what:
            case What.ANSWERED if word.answer is not None:
                referrals.answer_from_abroad(referral, Answer(word.answer), word.reason, when)
            case What.ARRIVED:
                referrals.arrived_abroad(referral, when)
            case What.DONE:
                referrals.done_abroad(referral, when)
            case What.NOTE if word.text.strip():
                return _note(word, referral, row, when)
            case _:
                return False
    except FieldError:  # said already, by telephone or by an earlier bundle; or not accepted: the first word stands
        return False
    return True


def _note(word: CarriedWord, referral: referrals.Referral, row: Partner, at: datetime) -> bool:
    digest = sha256(f"note|{row.fingerprint}|{word.entry.hex}".encode()).digest()
    entry = uuid8(int(word.at.timestamp() * 1000), digest)
    if logbook.block_of(entry) is not None:
        return False
    referrals.note_from_abroad(referral, word.text.replace("\0", "").strip(), at, entry)
    return True


def _machine(country: str, group: str) -> Author:
    """Return this machine as the author for a group."""
    return author_of(replace(operator(), country=country, group=group, device="desk"))
