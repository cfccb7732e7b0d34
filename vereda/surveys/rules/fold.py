"""What a form is after its entries, and an answered one. A version stands for ever; the latest is the one that is asked."""

from __future__ import annotations

from collections.abc import Iterable

from vereda.logbook.schema import Entry, State, reach, value_of, write, written_by
from vereda.surveys.entries.facts import Answered, FormClosed, FormPublished, PhotoAdded


def start() -> State:
    """Return a form, or an answered one, of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return a form after one more entry. The same version told twice differently opens a difference, and the first stands."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, FormPublished):
        version = payload.form.version
        reach(fields, f"version:{version}", payload.model_dump(mode="json", by_alias=True, exclude_defaults=True), entry)
        write(fields, "asked", version, entry)
    elif isinstance(payload, FormClosed):
        write(fields, "asked", "", entry)
    return state


def versions(state: State) -> dict[str, FormPublished]:
    """Return the versions of a form by name, as each stands."""
    names = sorted({name.partition("version:")[2] for name in state["fields"] if "version:" in name})
    found = {name: value_of(state["fields"], f"version:{name}") for name in names}
    return {name: FormPublished.model_validate(told) for name, told in found.items()}


def asked(state: State) -> str:
    """Return the version that is asked now; '' where none is."""
    return str(value_of(state["fields"], "asked", ""))


def step_answers(state: State, entry: Entry) -> State:
    """Return an answered form after one more entry."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, Answered):
        told = payload.model_dump(mode="json", exclude_defaults=True)
        told |= {
            "by": entry.author,
            "channel": entry.channel,
            "at": entry.occurred_at.isoformat(),
            "on": entry.local_on.isoformat(),
        }
        reach(fields, "answered", told, entry)
    elif isinstance(payload, PhotoAdded):
        write(fields, f"photo:{entry.id}", payload.question, entry)
    return state


def photos(state: State) -> dict[str, str]:
    """Return the question of each photo, by the entry that brought it."""
    fields = state["fields"]
    return {name.partition(":")[2]: str(value_of(fields, name)) for name in sorted(fields) if name.startswith("photo:")}


def goes_with(state: State) -> Iterable[str]:
    """Return the encounter with whose erasure the answers go."""
    told = value_of(state["fields"], "answered")
    return [told["encounter"]] if told and told.get("encounter") else []


def places_of(state: State) -> list[tuple[str, str]]:
    """Return (encounter, entry) where the answers may tell the exact place of an encounter."""
    entry = written_by(state["fields"], "answered")
    return [(encounter, entry) for encounter in goes_with(state) if entry]
