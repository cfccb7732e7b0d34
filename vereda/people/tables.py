"""From a folded person, and a folded reading of the text of consent, to the rows that pages read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, value_of
from vereda.people.models import Consent, ConsentCode, ExpectedOfErased, LinkWord, Person, PersonLink
from vereda.people.rules import consent as rules
from vereda.people.rules import links


def person(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one person."""
    fields = folded.state["fields"]
    asked = value_of(fields, "erasure") or ["", None]
    reached = value_of(folded.state.get("kept", {}), "reached") or ["", None]
    row = Person(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        nationality=value_of(fields, "nationality", "XX"),
        sex=value_of(fields, "sex", "U"),
        age_band=value_of(fields, "age_band", "U"),
        identity_entry=id_if(value_of(fields, "identity")),
        erasure_asked_by=asked[0],
        erasure_asked_at=instant_if(asked[1]),
        reached_by=reached[0],
        reached_at=instant_if(reached[1]),
    )
    return {Person: [row]}


def consent(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the rows of one reading; none while only its withdrawal has arrived."""
    state, kept = folded.state, folded.state["kept"]
    asked = value_of(kept, "asked")
    if asked is None:
        return {}
    row = Consent(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        person=id_if(value_of(kept, "person")),
        encounter=id_if(value_of(kept, "encounter")),
        asked_at=instant(asked[0]),
        local_on=date.fromisoformat(asked[1]),
        asked_by=asked[2],
        mode=value_of(kept, "mode", ""),
        allowed=rules.allowed(state),
        refused=rules.refused(state),
        texts=rules.read_texts(state),
        withdrawn_at=instant_if(rules.withdrawn_at(state)),
        boxes=id_if(value_of(kept, "boxes")),
    )
    return {Consent: [row], ConsentCode: list(_codes(row, state.get("codes", {})))}


def _codes(row: Consent, codes: dict[str, list[str]]) -> Iterator[ConsentCode]:
    for entry, (begins, digest) in sorted(codes.items()):
        yield ConsentCode(subject=row.subject, country=row.country, entry=UUID(entry), begins=begins, digest=digest)


def link(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of two records; none while only an undoing has arrived."""
    state = folded.state
    if "pair" not in state:
        return {}
    (says, is_split), alive = links.decision(state), links.standing(state)
    row = PersonLink(
        subject=UUID(subject),
        country=ref.country,
        left=UUID(state["pair"][0]),
        right=UUID(state["pair"][1]),
        says=says or "",
        is_split=is_split,
        said_at=max((one.at for one in alive), default=""),
        agreed=len(links.agreed(state)),
        words=[
            [one.entry, one.says, one.author, one.at, one.by_program, list(one.because), list(one.undone) if one.undone else None]
            for one in links.words(state)
        ],
    )
    words = [
        LinkWord(subject=row.subject, country=ref.country, entry=UUID(one.entry), author=one.author, said_at=one.at)
        for one in links.words(state)
        if not one.undone and not one.by_program
    ]
    return {PersonLink: [row], LinkWord: words}


def expected_kept(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an erased record."""
    kept = folded.state["kept"]
    row = ExpectedOfErased(subject=UUID(subject), country=ref.country, nationality=kept["nationality"], expected=kept["expected"])
    return {ExpectedOfErased: [row]}
