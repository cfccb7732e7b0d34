"""An edition that stands, as its files are made from it: its own copy, with the words and outlines of the country pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.places.door import admin1_outline
from vereda.settings.environment import env
from vereda.statistics import lookups
from vereda.statistics.charts.door import Outlines
from vereda.statistics.errors import EditionUnknown
from vereda.statistics.models import Edition
from vereda.statistics.outputs.publication import Labels, Publication, Revised, Stood
from vereda.statistics.published import a_year_before, here, kept
from vereda.statistics.table import label
from vereda.statistics.words import LANGUAGES, By, Origin

PRIVATE = ("proposed", "approved", "copied")
"""Of a manifest: who signed. Accounts of staff are in no file that leaves."""


def is_kept(row: Edition) -> bool:
    """Tell whether the files of an edition lie on this machine: at a post they do not."""
    return bool(row.revisions) and here().edition(row.country, row.name, len(row.revisions)).exists()


def licence(country: str) -> dict[str, str]:
    """Return what the pack says of reuse, by language, and `url`; nothing where nobody decided on it."""
    told = pack(country).country.data_licence
    return {"es": told.text_es, "en": told.text_en, "url": told.url or ""} if told else {}


def publication(row: Edition, revision: int | None = None) -> Publication:
    """Return a revision that stands, the last one where none is named. Raises EditionUnknown, EditionFilesWrong.

    Beside it stands the same month a year before as it was published *then*: later revisions of that month change nothing here,
    so that the same revision is always the same files.
    """
    number = len(row.revisions) if revision is None else revision
    if not number:  # `kept` takes it for the last one
        raise EditionUnknown(edition=f"{row.period} r{number}")
    one, country = kept(row, number), pack(row.country).country
    zone = ZoneInfo(country.default_zone)
    told = row.revisions[:number]
    history = [Revised(each["revision"], _on(each["at"], zone), each["changed"], each["why"]) for each in told]
    return Publication(
        manifest={name: value for name, value in one.manifest.items() if name not in PRIVATE},
        content=told[-1]["content"],
        sheets=one.sheets,
        changes=one.changes,
        history=history,
        stood=_stood(row, told[-1]),
        labels=_labels(row) if row.origin == Origin.PRESS else {},
        country={"es": country.name_es, "en": country.name_en},
        licence=licence(row.country),
        outlines=_outlines(row.country),
        outlines_by=str(admin1_outline(row.country).get("attribution", "")),
        is_demo=env().demo and row.origin == Origin.OWN,  # what others printed is not invented
    )


def _on(at: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(at).astimezone(zone).date()


def _stood(row: Edition, said: Mapping[str, Any]) -> Stood | None:  # Any: JSON of a revision
    then = a_year_before(row)
    if then is None:
        return None
    at = datetime.fromisoformat(said["at"])
    number = sum(datetime.fromisoformat(each["at"]) <= at for each in then.revisions)
    return Stood(then.period, kept(then, number).sheets) if number else None


@cache
def _outlines(country: str) -> Outlines:
    return Outlines(admin1_outline(country)["features"])


def _labels(row: Edition) -> Labels:
    """Return today's words for what others printed, where the edition keeps none."""
    catalogue = lookups.catalogue(row.country)
    named = {name: catalogue.named(name) for name in (By.CATEGORY, By.NATIONALITY, By.STATE)}
    return {
        name: {one.code: {lang: label(catalogue, name, one.code, lang) for lang in LANGUAGES} for one in known}
        for name, known in named.items()
    }
