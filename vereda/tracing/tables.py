"""From a folded report, and a folded file, to the row that pages read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, day_if, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of, written_by
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.rules import file as file_rules
from vereda.tracing.rules import fresh
from vereda.tracing.rules import report as report_rules
from vereda.tracing.words import Way


def report(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one report; none while its opening has not arrived."""
    state, fields = folded.state, folded.state["fields"]
    opened = value_of(fields, "report_opened")
    if opened is None:
        return {}
    row = MissingReport(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        folio=opened[2],
        opened_at=instant(opened[0]),
        local_on=date.fromisoformat(opened[1]),
        seek_from=value_of(fields, "seek_from", "unknown"),
        relation=value_of(fields, "relation", "unknown"),
        language=value_of(fields, "language", ""),
        consent=report_rules.consent_of(state),
        encounter=id_if(opened[3]),
        withdrawn_at=instant_if(value_of(fields, "report_withdrawn")),
        poster_until=report_rules.poster_until(state),
        seeker=id_if(value_of(fields, "seeker")),
        note=id_if(value_of(fields, "note")),
    )
    return {MissingReport: [row]}


def file(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one file; none while its opening has not arrived."""
    state, fields = folded.state, folded.state["fields"]
    opened, place = value_of(fields, "file_opened"), value_of(fields, "place") or {}
    if opened is None:
        return {}
    row = MissingFile(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        report=UUID(value_of(fields, "of_report")),
        person=UUID(value_of(fields, "of_person")),
        folio=opened[2],
        opened_at=instant(opened[0]),
        local_on=date.fromisoformat(opened[1]),
        nationality=value_of(fields, "nationality", "XX"),
        sex=value_of(fields, "sex", "U"),
        age_band=value_of(fields, "age_band", "U"),
        language=value_of(fields, "language", ""),
        last_contact_at=instant_if(value_of(fields, "last_contact_at")),
        last_contact_by=value_of(fields, "last_contact_by", "unknown"),
        state=place.get("state", ""),
        municipality=place.get("municipality", ""),
        h3_5=place.get("h3_5", ""),
        danger=value_of(fields, "danger", []),
        into=id_if(value_of(fields, "file_joined")),
        described=id_if(value_of(fields, "sought_described")),
        where=id_if(value_of(fields, "where")),
        note=id_if(value_of(fields, "note")),
        matches=file_rules.matches_of(state),
        assigned=file_rules.assigned_to(state),
        **_search(state, date.fromisoformat(opened[1])),
        **_found(state),
        **_end(state),
    )
    return {MissingFile: [row]}


def _search(state: State, opened_on: date) -> dict[str, Any]:  # Any: columns
    """Return how it is looked for."""
    way, what = state.get("way", (Way.UNDECIDED.value, ""))
    reviews = sorted(
        ([entry, *told] for entry, told in state.get("reviews", {}).items()), key=lambda one: (instant(one[1]), one[0])
    )
    alerts = sorted(state.get("alerts", {}).items(), key=lambda one: (instant(one[1][0]), one[0]))
    return {
        "way": way,
        "alert": id_if(what if way == Way.ALERT else alerts[-1][1][1] if alerts else None),
        "next_on": date.fromisoformat(reviews[-1][4]) if reviews else fresh.first_review_on(opened_on),
        "reviews": reviews,
        "leads": file_rules.leads_of(state),
    }


def _found(state: State) -> dict[str, Any]:  # Any: columns
    """Return how it is known that the person lives, and what they allow."""
    located = value_of(state["fields"], "located")
    by, encounter, mission, at, on, author = located or ("", None, None, None, None, "")
    told = sorted(([one, *rest] for one, rest in state.get("told", {}).items()), key=lambda one: (instant(one[1]), one[0]))
    return {
        "located_at": instant_if(at),
        "located_on": day_if(on),
        "located_by": by,
        "located_author": author,
        "encounter": id_if(encounter),
        "mission": id_if(mission),
        "located_entry": id_if(written_by(state["fields"], "located")),
        "wish": file_rules.wish_of(state) or "",
        "answered": id_if(file_rules.finding_answered(state)),
        "risks": file_rules.risks_of(state),
        "told": told,
    }


def _end(state: State) -> dict[str, Any]:  # Any: columns
    """Return whether the forensic body has it, and whether it rests."""
    to, entry = value_of(state["fields"], "forensic") or ("", None)
    reason, at = value_of(state["fields"], "file_closed") or ("", None)
    return {"forensic": to, "forensic_entry": id_if(entry), "close_reason": reason, "closed_at": instant_if(at)}
