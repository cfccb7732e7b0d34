"""A practice, written in one country and read in others: by the pages, in two languages, each person with an own part in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.countries.visitor import Visitor

SAID: Mapping[str, Mapping[str, str]] = {
    "spa": {
        "title": "Volver por el bote",
        "problem": "A pie no se llega al islote",
        "done": "Se volvió por el bote antes de la crecida",
        "limits": "De noche es peligroso",
    },
    "eng": {
        "title": "Back for the boat",
        "problem": "The islet is not reached on foot",
        "done": "They went back for the boat before the flood",
        "limits": "Dangerous at night",
    },
}
REVIEW = {"reviewer": "Lucía Arredondo", "office": "Rescate", "has_read": "on"}


def published(writes: Visitor, reviews: Visitor, approves: Visitor) -> str:
    """Write it, translate it, review and publish both; return its id."""
    new = {"origin": "mission", "language": "spa", "topic:rescue": "on", **SAID["spa"]}
    subject = writes.send("/practicas/nueva/?origen=mission", **new, **_own_country(writes)).id
    form = writes.get(f"/practicas/{subject}/eng/escribir/").hidden()
    writes.post(f"/practicas/{subject}/eng/escribir/", {**form, **SAID["eng"]})
    _answered_for(subject, reviews, approves)
    return subject


def taken_up(writes: Visitor, reviews: Visitor, approves: Visitor, reads: Visitor) -> dict[str, str]:
    """Read what came as a draft, publish it here, and return what an agent reads of it, by language."""
    title = SAID["spa"]["title"]
    before, found, _after = writes.get("/practicas/?q=bote").html.partition(title)
    assert found, "the practice did not come"
    subject = re.findall(r"/practicas/([0-9a-f-]{36})/", before)[-1]
    draft = writes.get(f"/practicas/{subject}/?lengua=spa").text
    assert "Nadie responde todavía por este texto" in draft, draft
    assert title not in reads.get("/practicas/").text, "a draft is for those who work on it"
    _answered_for(subject, reviews, approves)
    return {language: reads.get(f"/practicas/{subject}/?lengua={language}").text for language in SAID}


def _own_country(writes: Visitor) -> dict[str, str]:
    """Return the box of the country that the form ticks by itself."""
    ticked = re.search(r'name="(country:[a-z]{2})"[^>]*checked', writes.get("/practicas/nueva/").html)
    return {ticked[1]: "on"} if ticked else {}


def _answered_for(subject: str, reviews: Visitor, approves: Visitor) -> None:
    """Let two persons answer for each language."""
    for language in SAID:
        told = reviews.get(f"/practicas/{subject}/?lengua={language}").hidden()
        here = f"/practicas/{subject}/{language}/"
        reviews.post(f"{here}revisar/", {**REVIEW, "version": told["version"]})
        approves.post(f"{here}publicar/", {"version": told["version"]})
