"""The root of every error that Vereda raises on purpose: a stable code, and a sentence that says what to do."""

from __future__ import annotations

from typing import Any, ClassVar


class FieldError(Exception):
    """Something that a person can answer.

    code     stable, '<module>.<what>'; pages, the client and other installations choose their words by it
    hint     Spanish sentence (the source language of screens) with {named} details; it says what to do next
    details  values for the hint; folios, codes, lines and columns only, never names, places or health
    """

    code: ClassVar[str] = "vereda.error"
    hint: ClassVar[str] = ""

    def __init__(self, **details: Any) -> None:  # Any: each error names its own details
        self.details = details
        super().__init__(self.code)

    def __str__(self) -> str:
        return f"{self.code}: {self.hint.format(**self.details)}" if self.hint else self.code
