"""Taking part in a count of several countries: agree by two, give a share, make tokens, close.

The key of the run is never written: it is made of all shares when tokens are made, and forgotten. What this installation keeps is
one secret of the run (`logbook.passing`), from which its share and its sealing pair come; closing destroys it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction

from vereda.logbook.door import Author, destroy_passing, make_passing, node_keys, passing, record, subject
from vereda.logbook.schema import der_of
from vereda.people.entries.count_run import COUNT_RUN, CountRunAgreed, CountRunClosed, CountRunSent
from vereda.people.exchange import errors, keys, papers, terms, tokens
from vereda.people.exchange.papers import Paper
from vereda.people.exchange.terms import Card, Terms
from vereda.people.exchange.unit import model_name, stored
from vereda.people.lookups.linkable import linkable
from vereda.people.rules import count_run as rules

USE = "count-run"


@dataclass(frozen=True)
class Sent:
    """The paper with the tokens, and of how many records it tells; subjects: whose, for the read log."""

    paper: bytes
    records: int
    whole: int
    subjects: Sequence[UUID]


def own_card(country: str) -> Card:
    """Return by what others know this installation."""
    return Card(who=country, signing=der_of(node_keys().signing.public_key()).hex())


def card_paper(country: str) -> bytes:
    """Return the card as a paper, to be handed to those who open a run."""
    card = own_card(country)
    return papers.written("card", country, {"who": card.who, "signing": card.signing}, node_keys().sign_bytes)


def offer(opened: Terms, country: str, today: date) -> bytes:
    """Return the paper that opens a run; it binds nobody yet. Raises CountTermsWrong, CountNotOurs."""
    terms.check(opened, today)
    _demand_ours(opened, country)
    return papers.written("terms", country, terms.as_json(opened), node_keys().sign_bytes, opened)


def agree(agreed: Terms, *, by: Author, at: datetime) -> bytes | None:
    """Record that a person says yes; with the second one, return the paper that says so for the country.

    Raises CountTermsWrong, CountNotOurs, CountModelUnknown, CountClosed, CountSamePerson.
    """
    today = at.date()
    terms.check(agreed, today)
    _demand_ours(agreed, by.country)
    if agreed.model != (here := model_name(stored())):
        raise errors.CountModelUnknown(asked=agreed.model, here=here)
    state = _open(agreed, today)
    before = rules.persons(state, agreed.digest)
    if by.account in before and len(before) < rules.PERSONS:
        raise errors.CountSamePerson
    if len(before) < rules.PERSONS:
        payload = CountRunAgreed(
            terms=agreed.digest,
            countries=list(agreed.names),
            cells=list(agreed.cells),
            from_on=agreed.from_on,
            to_on=agreed.to_on,
        )
        record(payload, subject=agreed.run, by=by, at=at)
    if len({*before, by.account}) < rules.PERSONS:
        return None
    root = make_passing(agreed.run, USE, until=terms.ends_at(agreed), now=at)
    body = {
        "sealing": keys.public_of(keys.pair_of(root)),
        "promise": keys.commitment(agreed, by.country, keys.share_of(root)),
    }
    return papers.written("agreement", by.country, body, node_keys().sign_bytes, agreed)


def share(agreed: Terms, brought: Sequence[Paper], *, country: str, today: date) -> bytes:
    """Return this country's share of the key, closed to each other country. Raises CountNotAgreed, CountFileMissing ..."""
    root = _root(agreed, country, today)
    found = papers.checked(brought, agreed)
    papers.demand(found, "agreement", agreed.names)
    mine = keys.share_of(root)
    sealed = {
        who: keys.sealed_to(found["agreement"][who]["sealing"], mine, f"share|{agreed.digest}|{country}|{who}").hex()
        for who in agreed.names
        if who != country
    }
    return papers.written("share", country, {"sealed": sealed}, node_keys().sign_bytes, agreed)


def make_tokens(agreed: Terms, brought: Sequence[Paper], *, persons: Collection[UUID], by: Author, at: datetime) -> Sent:
    """Return tokens of the consented records of the period, closed to the unit, and record how many.

    persons  held for a legal, medical or tracing case, which the face that asks has looked up

    Raises CountNotAgreed, CountFileMissing, CountShareWrong, CountNobodyConsented and what is wrong with a file.
    """
    root = _root(agreed, by.country, at.date())
    found = papers.checked(brought, agreed)
    papers.demand(found, "agreement", agreed.names)
    papers.demand(found, "share", [who for who in agreed.names if who != by.country])
    papers.demand(found, "accepted", [terms.UNIT])
    key = keys.run_key(agreed, {who: _share_of(agreed, who, by.country, root, found) for who in agreed.names})
    read = linkable(persons, by.country, agreed.from_on, agreed.to_on, by.zone)
    made = tokens.made(read.own, key, random=np.random.default_rng(secrets.randbits(128)), held=read.held)
    if not made.records:
        raise errors.CountNobodyConsented(least=agreed.least)
    sealed = keys.sealed_to(
        found["accepted"][terms.UNIT]["sealing"], tokens.packed(made.table), f"tokens|{agreed.digest}|{by.country}"
    )
    body = {"sealed": sealed.hex(), "key_check": keys.key_check(key)}
    with transaction.atomic():
        record(CountRunSent(terms=agreed.digest, records=made.records, whole=made.whole), subject=agreed.run, by=by, at=at)
        paper = papers.written("tokens", by.country, body, node_keys().sign_bytes, agreed)
    return Sent(paper, made.records, made.whole, read.subjects)


def close(agreed: Terms, brought: Sequence[Paper], *, by: Author, at: datetime, files: Sequence[Path] = ()) -> tuple[bytes, int]:
    """Destroy what this country keeps of a run, and the files of it; return the paper that says so, and how many files went.

    brought  the unit's result and closing, where there are any
    files    shares and tokens that lie on this machine
    Twice is as once. Raises CountNotOurs, and what is wrong with a file.
    """
    _demand_ours(agreed, by.country)
    found = papers.checked(brought, agreed)
    result: dict[str, Any] = dict(found["result"].get(terms.UNIT, {}))  # Any: JSON
    destroy_passing(agreed.run, USE, at=at)
    gone = sum(papers.destroy(path) for path in files)
    if _state(agreed)["closed"] is None:
        payload = CountRunClosed(
            is_counted=bool(result),
            total=[result["total"][1], result["total"][0], result["total"][2]] if result.get("total") else [],
            cells=len(result.get("cells", {})),
            hidden=int(result.get("hidden", 0)),
            unit_closed=terms.UNIT in found["closed"],
        )
        record(payload, subject=agreed.run, by=by, at=at)
    body = {"destroyed": gone, "closed_on": at.date().isoformat()}
    return papers.written("closed", by.country, body, node_keys().sign_bytes, agreed), gone


def _share_of(agreed: Terms, who: str, country: str, root: bytes, found: dict[str, dict[str, papers.Body]]) -> bytes:
    """Return the share of a country, as it promised it to all. Raises CountShareWrong."""
    if who == country:
        return keys.share_of(root)
    sealed = str(found["share"][who].get("sealed", {}).get(country, ""))
    try:
        told = keys.opened(keys.pair_of(root), bytes.fromhex(sealed), f"share|{agreed.digest}|{who}|{country}")
    except ValueError:
        told = None
    promise = str(found["agreement"][who].get("promise", ""))
    if told is None or len(told) != keys.KEY or not keys.is_same(keys.commitment(agreed, who, told), promise):
        raise errors.CountShareWrong(who=who)
    return told


def _root(agreed: Terms, country: str, today: date) -> bytes:
    """Return this country's secret of a run. Raises CountNotOurs, CountExpired, CountClosed, CountNotAgreed."""
    _demand_ours(agreed, country)
    state = _open(agreed, today)
    root = passing(agreed.run, USE) if rules.is_agreed(state, agreed.digest) else None
    if root is None:
        raise errors.CountNotAgreed(run=str(agreed.run)[:8])
    return root


def _open(agreed: Terms, today: date) -> dict[str, Any]:  # Any: a folded state
    if today > agreed.expires_on:
        raise errors.CountExpired(run=str(agreed.run)[:8], on=agreed.expires_on.isoformat())
    state = _state(agreed)
    if state["closed"]:
        raise errors.CountClosed(run=str(agreed.run)[:8])
    return state


def _state(agreed: Terms) -> dict[str, Any]:  # Any: as above
    found = subject(agreed.run)
    return dict(found.folded.state) if found and found.ref.kind == COUNT_RUN else rules.start()


def _demand_ours(agreed: Terms, country: str) -> None:
    if agreed.card(country) != own_card(country):
        raise errors.CountNotOurs(run=str(agreed.run)[:8])
