"""The names of the phone's side that other faces may use."""

from __future__ import annotations

from vereda.client.acting import after_received

__all__ = ["after_received"]
