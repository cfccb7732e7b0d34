"""What pure files of other modules may use of safety: how a warning is written, in the words of CAP 1.2. Knows no Django."""

from __future__ import annotations

from vereda.safety.entries.warning import (
    RING_MOST,
    CapReference,
    Latitude,
    Longitude,
    WarnedArea,
    WarningInfo,
    WarningTold,
)
from vereda.safety.errors.warning import CapUnreadable
from vereda.safety.reading.cap import MOST_BYTES as CAP_MOST_BYTES
from vereda.safety.reading.cap import read_cap
from vereda.safety.rules.cap_out import SPACE as CAP_SPACE
from vereda.safety.rules.cap_out import written as cap_instant
from vereda.safety.words import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency

__all__ = [
    "CAP_MOST_BYTES",
    "CAP_SPACE",
    "RING_MOST",
    "CapCertainty",
    "CapMessage",
    "CapReference",
    "CapSeverity",
    "CapStatus",
    "CapUnreadable",
    "CapUrgency",
    "Latitude",
    "Longitude",
    "WarnedArea",
    "WarningInfo",
    "WarningTold",
    "cap_instant",
    "read_cap",
]
