"""What a report is after its entries. Pure."""

from __future__ import annotations

from datetime import date

from vereda.logbook.schema import Entry, FieldClass, State, reach, value_of, write
from vereda.tracing.entries.report import PosterEnded, PosterMade, ReportCorrected, ReportOpened, ReportWithdrawn
from vereda.tracing.words import ConsentFor

CLEAR = ("seek_from", "relation", "language")
BOXES = ((FieldClass.IDENTITY, "seeker"), (FieldClass.FREE_TEXT, "note"))


def start() -> State:
    """Return a report of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the report after one more entry. Withdrawal stands against everything, whatever comes after it."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, ReportOpened):
        encounter = str(payload.encounter) if payload.encounter else None
        told = [entry.occurred_at.isoformat(), entry.local_on.isoformat(), payload.folio, encounter]
        write(fields, "report_opened", told, entry)
        _take(state, payload, entry)
    elif isinstance(payload, ReportCorrected):
        _take(state, payload, entry)
    elif isinstance(payload, ReportWithdrawn):
        reach(fields, "report_withdrawn", entry.occurred_at.isoformat(), entry)
    elif isinstance(payload, PosterMade):
        write(state.setdefault("posters", {}), "poster", payload.until.isoformat(), entry)
    elif isinstance(payload, PosterEnded):
        write(state.setdefault("posters", {}), "poster", None, entry)
    return state


def poster_until(state: State) -> date | None:
    """Return the last day of a poster, None for none; of writes unaware of each other the earlier, and one end is enough."""
    said = [one[1] for one in state.get("posters", {}).get("poster", ())]
    return date.fromisoformat(min(said)) if said and all(said) else None


def _take(state: State, payload: ReportOpened | ReportCorrected, entry: Entry) -> None:
    told = payload.model_dump(mode="json", exclude_defaults=True)
    for name in CLEAR:
        if name in told:
            write(state["fields"], name, told[name], entry)
    if payload.consent is not None:  # kept apart: of two who wrote it, the narrower consent stands, and nobody has to choose
        write(state.setdefault("consents", {}), "consent", sorted(payload.consent), entry)
    for cls, name in BOXES:
        if any(box.cls == cls for box in entry.boxes):
            write(state["fields"], name, entry.id, entry)


def consent_of(state: State) -> list[ConsentFor]:
    """Return what the seeker agrees to: of several who wrote without knowing of each other, what all of them heard."""
    said = [set(one[1]) for one in state.get("consents", {}).get("consent", ())]
    common = set.intersection(*said) if said else set()
    return [one for one in ConsentFor if one in common]


def received_on(state: State) -> date | None:
    """Return the local day on which the report counts; None where an encounter counts it."""
    opened = value_of(state["fields"], "report_opened")
    return date.fromisoformat(opened[1]) if opened and not opened[3] else None
