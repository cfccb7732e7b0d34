"""What a note is after its entries: the draft that waits, who said yes to which words, what was published. Pure.

What stands never changes. A note stands only by a second person, of the very draft that the first one wrote, and when each
quotation in it was approved by somebody else than its author; whatever else an entry claims stays in the logbook and publishes
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson
from pydantic import BaseModel

from vereda.logbook.schema import Entry, State
from vereda.press.entries import ContactSet, NoteDrafted, NotePublished, NoteText, Quotation, QuotationApproved

type Json = Mapping[str, Any]  # Any: a folded state


def digest(*told: BaseModel) -> str:
    """Return the SHA-256 of what was read: the same words are the same digest."""
    written = [one.model_dump(mode="json") for one in told]
    return sha256(orjson.dumps(written, option=orjson.OPT_SORT_KEYS)).hexdigest()


def content_of(text: NoteText, contacts: Sequence[ContactSet]) -> str:
    """Return the SHA-256 of a note as it is printed."""
    return digest(text, *contacts)


def start_note() -> State:
    """Return a note of which nothing is known."""
    return {"draft": None, "approvals": [], "revisions": []}


def step_note(state: State, entry: Entry) -> State:
    """Return the note after one more entry."""
    told = entry.payload
    if isinstance(told, NoteDrafted):
        if told.revision == len(state["revisions"]) + 1:
            state["draft"] = {"entry": entry.id, **_said(entry), "told": told.model_dump(mode="json")}
    elif isinstance(told, QuotationApproved):
        state["approvals"].append({**_said(entry), **told.model_dump(mode="json", exclude={"revision"})})
    elif isinstance(told, NotePublished) and _stands(told, entry, state):
        drafted = state["draft"]
        kept = told.model_dump(mode="json", exclude={"draft"})
        state["revisions"].append({**kept, **_said(entry), "drafted": drafted})
        state["draft"] = None
    return state


def _stands(told: NotePublished, entry: Entry, state: State) -> bool:
    draft = state["draft"]
    return (
        draft is not None
        and told.revision == len(state["revisions"]) + 1
        and str(told.draft) == draft["entry"]
        and entry.author != draft["by"]
        and told.content == content_of(told.text, told.contacts)
        and not unapproved(draft, state["approvals"])
    )


def _said(entry: Entry) -> dict[str, str]:
    return {"by": entry.author, "at": entry.occurred_at.isoformat()}


def unapproved(draft: Json, approvals: Sequence[Json]) -> list[Quotation]:
    """Return the quotations of a draft to which nobody said yes but their author."""
    told = NoteDrafted.model_validate(draft["told"])
    return [one for one in told.quotations if approval(one, draft, approvals) is None]


def approval(quotation: Quotation, draft: Json, approvals: Sequence[Json]) -> Json | None:
    """Return the yes to these words, the last one; None where there is none, or only by who wrote them."""
    words = digest(quotation)
    return next((one for one in reversed(approvals) if one["words"] == words and one["by"] != draft["by"]), None)


def start_contact() -> State:
    """Return a contact of which nothing is known."""
    return {"set": None}


def step_contact(state: State, entry: Entry) -> State:
    """Return the contact after one more entry: the last one counts. One office writes them, so two never differ for long."""
    if isinstance(entry.payload, ContactSet):
        state["set"] = entry.payload.model_dump(mode="json")
    return state
