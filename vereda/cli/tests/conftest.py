"""What tests of commands stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Begin in the language of the house: what a test before, or a command, chose lasts until the process ends."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
