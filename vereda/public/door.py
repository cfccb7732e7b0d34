"""What other modules may use of the public pages."""

from __future__ import annotations

from vereda.public.errors import AddressNotUnderstood, LanguageNotTold, NotReviewed
from vereda.public.guide.build import WORDS, Built, Unready, build, unready
from vereda.public.guide.site import Site

__all__ = [
    "WORDS",
    "AddressNotUnderstood",
    "Built",
    "LanguageNotTold",
    "NotReviewed",
    "Site",
    "Unready",
    "build",
    "unready",
]
