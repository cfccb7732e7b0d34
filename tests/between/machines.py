"""Headquarters of countries, and an office of several: each a home and database of its own; how two of them come to trust."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.relay.installation import Installation


@dataclass
class Headquarters(Installation):
    """One installation. region: name of an office of several countries, '' for a country's headquarters."""

    deeds: str = "tests.between.deeds"
    country: str = "mx"
    region: str = ""
    known_by: str = field(default="", init=False)

    @property
    def environment(self) -> dict[str, str]:
        own = {"VEREDA_COUNTRY": self.country, "VEREDA_REGIONAL": self.region, "VEREDA_BETWEEN": self.url, "LANG": "es"}
        return {**super().environment, **own}

    @property
    def fingerprint(self) -> str:
        """Return what is read over the telephone, as others name this installation."""
        if not self.known_by:
            self.known_by = "".join(self.card(self.folder / f"own-{self.name}.json").split())
        return self.known_by

    def card(self, out: Path) -> str:
        """Write the own card, and return its fingerprint as it is spoken."""
        return self.type("bundles", "card", "--out", out).split("Huella:")[1].strip()

    def settle(self, **roles: str) -> dict[str, str]:
        """Open the accounts of those who trust, and of others: account to 'role' or 'role group'; return first passwords."""
        passwords = {}
        for account, told in {"alma": "administrator", "adriana": "data_protection", **roles}.items():
            role, _, group = told.partition(" ")
            passwords[account] = self.type("access", "open", account, "--name", account.title())
            self.type("access", "grant", account, "--role", role, *(("--group", group) if group else ()))
        return passwords


def trust(here: Headquarters, there: Headquarters, *, wrongly: bool = False) -> None:
    """Let two persons of an installation trust another; wrongly: somebody tries first what must be refused."""
    card = here.folder / f"card-{there.name}.json"
    heard = there.card(card)

    def says(fingerprint: str, who: str, code: int = 0) -> str:
        return here.type("bundles", "trust", card, "--heard", fingerprint, "--as", who, code=code)

    if wrongly:
        said = says("0000 " + heard[5:], "alma", 2)
        assert "no es la de la tarjeta" in said, said
    says(heard, "alma")
    if wrongly:
        assert says(heard, "alma", 2), "one person trusted twice"
    says(heard, "adriana")
