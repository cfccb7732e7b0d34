"""What a practice, a text of it and an adoption are after their entries. Pure; any order of arrival gives the same.

A text is published by somebody who did not write it, after a review by somebody who did not write it either. Whatever else an
entry claims stays in the logbook and publishes nothing. What was published never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from vereda.exchange.entries import (
    Adopted,
    AdoptionTold,
    AdoptionWithdrawn,
    Card,
    PracticeDescribed,
    PracticeOpened,
    Said,
    TextPublished,
    TextReviewed,
    TextWithdrawn,
    TextWritten,
)
from vereda.exchange.words import Stage
from vereda.logbook.schema import Entry, State, uuid8

START_MS = 1_700_000_000_000  # of derived ids: a subject that belongs to no instant

type Json = Mapping[str, Any]  # Any: a folded state


def text_subject(practice: UUID, language: str) -> UUID:
    """Return the subject of a text: the same at every desk."""
    return _derived("practice_text", str(practice), language)


def seed_subject(country: str, code: str) -> UUID:
    """Return the subject of a practice that stands in the files."""
    return _derived("good_practice", country, code)


def subject_from_abroad(country: str, sender: str, subject: UUID) -> UUID:
    """Return the subject here of a practice of another country: the same whenever it comes."""
    return _derived("good_practice_abroad", country, sender, str(subject))


def _derived(*named: str) -> UUID:
    return uuid8(START_MS, sha256("|".join(named).encode()).digest())


# practices ------------------------------------------------------------------------------------------------------------


def start_practice() -> State:
    return {"opened": None, "card": None}


def step_practice(state: State, entry: Entry) -> State:
    """Return the practice after one more entry: the last card counts, the first opening stands."""
    told = entry.payload
    if isinstance(told, PracticeOpened):
        state["opened"] = state["opened"] or {**_said(entry), **told.model_dump(mode="json", exclude={"card"})}
        state["card"] = told.card.model_dump(mode="json")
    elif isinstance(told, PracticeDescribed):
        state["card"] = told.card.model_dump(mode="json")
    return state


# texts ----------------------------------------------------------------------------------------------------------------


def start_text() -> State:
    return {"of": None, "written": [], "reviews": [], "revisions": [], "withdrawn": None}


def step_text(state: State, entry: Entry) -> State:
    """Return the text after one more entry."""
    told = entry.payload
    if not isinstance(told, TextWritten | TextReviewed | TextPublished | TextWithdrawn):
        return state
    state["of"] = [str(told.practice), told.language]
    if isinstance(told, TextWritten):
        state["written"].append({**_said(entry), **told.model_dump(mode="json", exclude={"practice", "language"})})
    elif isinstance(told, TextReviewed):
        state["reviews"].append({**_said(entry), **told.model_dump(mode="json", exclude={"practice", "language"})})
    elif isinstance(told, TextPublished):
        if _stands(told, entry, state):
            kept = told.model_dump(mode="json", exclude={"practice", "language"})
            state["revisions"].append({**_said(entry), **kept, "review": review_of(state, told.version_id)})
            state["withdrawn"] = None
    else:
        state["withdrawn"] = {**_said(entry), "reason": told.reason}
        state["reviews"] = []  # who answered for it before answers for it no more
    return state


def _stands(told: TextPublished, entry: Entry, state: State) -> bool:
    return (
        told.revision == len(state["revisions"]) + 1
        and told.said.version == told.version_id
        and entry.author not in writers(state, told.version_id)
        and review_of(state, told.version_id) is not None
    )


def writers(state: Json, version: str) -> set[str]:
    """Return the accounts that wrote a version: none of them can be its second person."""
    return {one["by"] for one in state["written"] if Said.model_validate(one["said"]).version == version}


def review_of(state: Json, version: str) -> Json | None:
    """Return the last review of a version by somebody who did not write it; None where there is none."""
    by_writers = writers(state, version)
    found = [one for one in state["reviews"] if one["version_id"] == version and one["by"] not in by_writers]
    return found[-1] if found else None


def _said(entry: Entry) -> dict[str, str]:
    return {"by": entry.author, "at": entry.occurred_at.isoformat()}


@dataclass(frozen=True)
class Published:
    """A revision as it was published."""

    revision: int
    said: Said
    card: Card
    by: str
    at: str
    review: Json

    @property
    def version(self) -> str:
        return self.said.version


@dataclass(frozen=True)
class Text:
    """A practice in one language.

    newest      what was written last, or what the files say; None: nothing
    translates  the version of the first language that `newest` says, '' where it is no translation
    by          account that wrote it last, '' where the files say it
    """

    language: str
    newest: Said | None = None
    translates: str = ""
    by: str = ""
    at: str = ""
    revision_abroad: int = 0
    state: Json = field(default_factory=start_text)

    @property
    def revisions(self) -> list[Published]:
        return [
            Published(
                one["revision"], Said.model_validate(one["said"]), Card.model_validate(one["card"]), one["by"], one["at"],
                one["review"],
            )
            for one in self.state["revisions"]
        ]  # fmt: skip

    @property
    def published(self) -> Published | None:
        """Return what stands; None where nothing does, or it was withdrawn."""
        return self.revisions[-1] if self.state["revisions"] and not self.state["withdrawn"] else None

    @property
    def review(self) -> Json | None:
        return review_of(self.state, self.newest.version) if self.newest else None

    @property
    def waits(self) -> bool:
        """Tell whether something was written that is not what stands."""
        return self.newest is not None and (self.published is None or self.published.version != self.newest.version)

    @property
    def stage(self) -> Stage:
        """Return how far it is: by what stands where anything does, else by what waits."""
        if self.published:
            return Stage.PUBLISHED
        if self.state["withdrawn"] and self.state["revisions"]:
            return Stage.WITHDRAWN
        if self.newest is None:
            return Stage.NONE
        return Stage.REVIEWED if self.review else Stage.DRAFT

    def wrote(self, account: str) -> bool:
        return self.newest is not None and account in writers(self.state, self.newest.version)


def text_of(language: str, state: Json | None, of_file: Said | None = None) -> Text:
    """Return a text from its folded state, and from the files where nobody has written it here."""
    if state is None:
        return Text(language, of_file)
    if not state["written"]:
        return Text(language, of_file, state=state)
    last = state["written"][-1]
    abroad = max((one["revision_abroad"] or 0 for one in state["written"]), default=0)
    return Text(language, Said.model_validate(last["said"]), last["translates"], last["by"], last["at"], abroad, state)


# adoptions ------------------------------------------------------------------------------------------------------------


def start_adoption() -> State:
    return {"adopted": None, "results": [], "withdrawn": False}


def step_adoption(state: State, entry: Entry) -> State:
    """Return the adoption after one more entry: how it went is told as often as there is something to tell."""
    told = entry.payload
    if isinstance(told, Adopted):
        state["adopted"] = state["adopted"] or {**_said(entry), **told.model_dump(mode="json")}
    elif isinstance(told, AdoptionTold):
        state["results"].append({**_said(entry), **told.model_dump(mode="json")})
    elif isinstance(told, AdoptionWithdrawn):
        state["withdrawn"] = True
    return state
