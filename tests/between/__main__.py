"""`make drill-bundles`: two countries and a region on loopback; one line at the end, exit code 0 when all held."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.between.machines import Headquarters, trust
from vereda.countries.door import installed, pack


def tell(folder: Path) -> str:
    """Go through the story; raise AssertionError where something is not as it should be."""
    first, second = Headquarters("first", folder), Headquarters("second", folder, country=_second())
    region = Headquarters("region", folder, region="Oficina del programa")
    with ExitStack() as ends:
        for one in (first, second, region):
            ends.callback(one.stop)
            ends.callback(one.let_go)
        return _told(folder, first, second, region)


def _told(folder: Path, first: Headquarters, second: Headquarters, region: Headquarters) -> str:
    for one in (first, second):
        one.settle(ines=f"agent {_group(one.country)}")
    region.settle()
    stick, cut = folder / "stick.vereda", folder / "cut.vereda"
    trust(first, second, wrongly=True)
    unknown = folder / "unknown.vereda"
    first.type("bundles", "make", "--to", second.fingerprint, "--out", unknown)
    assert "nadie conoce" in second.type("bundles", "take", unknown, code=2)
    trust(second, first)
    for country in (first, second):
        trust(country, region)
        trust(region, country)

    print("trusted by two persons", flush=True)
    made = first.do("refer", to=first.do("posts")[0])
    first.type("bundles", "make", "--to", second.fingerprint, "--out", stick)
    content = stick.read_bytes()
    for hurt, said in ((content[:-100], "no está entero"), (content[:-9] + b"x" * 9, "se dañó en el camino")):
        cut.write_bytes(hurt)
        assert said in second.type("bundles", "take", cut, code=2)
    assert "cerrado para otra instalación" in region.type("bundles", "take", stick, code=2)
    assert "Personas nuevas: 1" in second.type("bundles", "take", stick)
    assert "ya se había tomado" in second.type("bundles", "take", stick)
    ((subject, status, told),) = second.do("came")
    assert (status, told["people"]) == ("sent", "mujer y bebé"), (status, told)
    second.do("accept", subject=subject)
    print("a person came; what was cut, damaged, for another was refused", flush=True)
    first.start()
    second.start()
    assert "Entregado" in second.type("bundles", "send", "--to", first.fingerprint)
    stood = first.do("stands", referral=made["referral"])
    assert stood == ["arrived", "bundle", ["Hay cuna"]], stood
    first.do("withdraw", consent=made["consent"])
    first.type("bundles", "send", "--to", second.fingerprint)
    for one in (first, second):
        one.stop()
    print("answered over the line, recalled", flush=True)
    ((_subject, status, told),) = second.do("came")
    assert (status, told) == ("recalled", {}), "what was told of a person who took consent back is still there"

    for country in (first, second):
        country.type("bundles", "make", "--to", region.fingerprint, "--out", stick)
        assert "Leyes por derecho" in region.type("bundles", "take", stick)
    entries, persons = region.do("persons")
    assert persons == 0, f"the region holds {persons} records of persons"
    second.type("bundles", "revoke", first.fingerprint, "--reason", "ended", "--as", "adriana")
    first.type("bundles", "make", "--to", second.fingerprint, "--out", stick)
    assert "se le quitó la confianza" in second.type("bundles", "take", stick, code=2)
    for one in (first, second, region):
        one.type("logbook", "verify")
    return f"drill-bundles: held. {len(content)} bytes a bundle; the region has {entries} entries and no person"


def _group(country: str) -> str:
    """Return the first group of a country."""
    return next(iter(pack(country).groups))


def _second() -> str:
    return next((one for one in installed() if one != "mx"), "mx")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="drill-bundles-") as folder:
        try:
            print(tell(Path(folder)))
        except AssertionError as why:
            print(f"drill-bundles: FAILED: {why}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
