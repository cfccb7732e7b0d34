"""High up the saturation reads lower: a note beside the value, which changes no score."""

from __future__ import annotations

from vereda.medical.rules.registered import rows

RULE = "ALTITUDE"


def altitude_note() -> tuple[str, str]:
    """Return the note in Spanish and in English. No height is named: the facts have no figure."""
    row = next(rows("altitude"))
    return row["label_es"], row["label_en"]
