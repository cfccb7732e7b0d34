"""What tests of the public pages share. Loaded before Django stands: the house is imported where it is used."""

from __future__ import annotations

import pytest


@pytest.fixture
def by(cast):
    """Return a function that makes somebody of the cast the author of an entry."""
    from vereda.countries.door import pack
    from vereda.logbook.door import Author

    def author(name: str) -> Author:
        account = str(cast.account(name).pk)
        return Author(account=account, group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash)

    return author
