"""The names of webhooks that need no database."""

from __future__ import annotations

from vereda.webhooks.rules.message import Public, path_of
from vereda.webhooks.words import BY_MACHINE, USES, Family, Kind, OffFor, Standing, State, Trouble, Use

__all__ = ["BY_MACHINE", "USES", "Family", "Kind", "OffFor", "Public", "Standing", "State", "Trouble", "Use", "path_of"]
