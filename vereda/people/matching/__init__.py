"""Who of the people that were met may be the same: names to columns, columns to weights, weights to decisions.

These names are the door of the folder, apart from `people/door.py`: what they bring with them is for who matches.
"""

from __future__ import annotations

from vereda.people.matching.earlier import read_earlier
from vereda.people.matching.elsewhere import MODELS, model_for
from vereda.people.matching.engine import stored_model
from vereda.people.matching.errors import LinkInputMissing, LinkModelForFiles, LinkNobody, LinkOutUnwritable
from vereda.people.matching.evaluate import evaluated
from vereda.people.matching.link import Linked, link, rows, summary
from vereda.people.matching.reading import REQUIRED, read_records, read_truth
from vereda.people.matching.settings import ENGINES

__all__ = [
    "ENGINES",
    "MODELS",
    "REQUIRED",
    "LinkInputMissing",
    "LinkModelForFiles",
    "LinkNobody",
    "LinkOutUnwritable",
    "Linked",
    "evaluated",
    "link",
    "model_for",
    "read_earlier",
    "read_records",
    "read_truth",
    "rows",
    "stored_model",
    "summary",
]
