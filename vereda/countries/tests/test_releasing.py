"""A pack handed on: taken whole from who is trusted, refused with a reason otherwise; tried first, then live; no code is lost."""

from __future__ import annotations

import io
import shutil
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import orjson
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.countries import loader, staging
from vereda.countries.errors import PackBroken, ReleaseRefused
from vereda.countries.releasing import KEY as KEY_FILE
from vereda.countries.releasing import MANIFEST, SIGNATURE, changes, fingerprint_of, make_release, order_of, read_release
from vereda.countries.starting.answers import Answers
from vereda.countries.starting.areas import read_gazetteer
from vereda.countries.starting.writing import write_pack

AREAS = Path(__file__).parent / "data" / "areas"
KEY, OTHER = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
OURS = {fingerprint_of(KEY.public_key())}
ON = date(2026, 11, 30)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released") / "cr"
    write_pack(folder, Answers(iso="CR", year=2026), read_gazetteer(AREAS, "CR"), "mx")
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """Give a pack that a test may change."""
    return Path(shutil.copytree(written, tmp_path / "made" / "cr"))


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an installation's own folder of packs, empty."""
    root = tmp_path / "packs"
    for module in (loader, staging):
        monkeypatch.setattr(module, "own_packs", lambda: root)
    staging.trust(next(iter(OURS)))
    return root


def refused(data: bytes, trusted: set[str] = OURS) -> str:
    with pytest.raises(ReleaseRefused) as told:
        read_release(data, trusted)
    return str(told.value.details["why"])


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """Return a release with files changed ('/' is '__'), taken out (None), or put in, without the key of who signed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        told = {name.replace("__", "/"): content for name, content in changed.items()}
        held: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, content in (held | told).items():
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def test_a_release_is_read_by_who_trusts_its_key_and_only_whole(folder: Path):
    data = make_release(folder, "2026.1", KEY, ON)
    found = read_release(data, OURS)
    assert (found.iso, found.version, found.fingerprint) == ("cr", "2026.1", loader.fingerprint(folder))
    assert "nadie ha comparado" in refused(data, set())
    assert "dañado" in refused(data[: len(data) // 2])
    assert "firma" in refused(repacked(data, **{"manifest.json": b"{}"}))
    assert "falta, sobra" in refused(repacked(data, **{"pack__groups.csv": b"code\n"}))
    assert "falta, sobra" in refused(repacked(data, **{"pack__groups.csv": None}))
    assert "falta, sobra" in refused(repacked(data, **{"pack__more.csv": b"x"}))
    assert "nombres" in refused(repacked(data, **{"pack__..__..__out.txt": b"x"}))
    assert "no es una versión" in refused(repacked(data, **{"key.der": None}))
    assert "nadie ha comparado" in refused(make_release(folder, "2026.1", OTHER, ON))
    with pytest.raises(ReleaseRefused):
        make_release(folder, "latest", KEY, ON)


def test_a_release_is_tried_then_live_and_what_was_before_is_kept(folder: Path, packs: Path):
    staging.try_release(read_release(make_release(folder, "2026.1", KEY, ON), OURS))
    assert "cr" not in loader.installed(), "what is tried is not live"
    assert staging.promote("cr") == "2026.1"
    assert "cr" in loader.installed()
    with pytest.raises(ReleaseRefused):
        staging.promote("cr")
    groups = folder / "groups.csv"
    groups.write_text(groups.read_text("utf-8").replace("Grupo (por llenar)", "Grupo Alajuela"), "utf-8")
    newer = read_release(make_release(folder, "2026.2", KEY, ON), OURS)
    old = loader.load(packs / "cr")
    tried = staging.try_release(newer)
    assert [(one.table, one.other) for one in changes(old, tried)] == [("groups", ("grupo",))]
    assert loader.load(packs / "cr").groups["grupo"].name == "Grupo (por llenar)", "live is as it was"
    assert staging.promote("cr") == "2026.2"
    assert staging.version_of(packs / ".before" / "cr") == "2026.1"
    with pytest.raises(ReleaseRefused, match="countries"):
        staging.try_release(newer)


def test_a_release_that_takes_a_code_away_or_is_broken_changes_nothing(folder: Path, packs: Path):
    staging.try_release(read_release(make_release(folder, "2026.1", KEY, ON), OURS))
    staging.promote("cr")
    nothing_lost = loader.fingerprint(packs / "cr")
    supplies = folder / "supply_items.csv"
    rows = supplies.read_text("utf-8").splitlines(keepends=True)
    supplies.write_text("".join(rows[:-1]), "utf-8")
    with pytest.raises(ReleaseRefused) as told:
        staging.try_release(read_release(make_release(folder, "2026.2", KEY, ON), OURS))
    assert "quita claves" in str(told.value.details["why"])
    supplies.write_text("".join([*rows, "broken\n"]), "utf-8")
    with pytest.raises(PackBroken):
        staging.try_release(read_release(make_release(folder, "2026.3", KEY, ON), OURS))
    assert loader.fingerprint(packs / "cr") == nothing_lost
    assert [path.name for path in (packs / ".test").iterdir()] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"iso": "../../keys"},
        {"iso": None},
        {"version": "latest"},
        {"made_on": "ayer"},
        {"made_on": 3},
        {"format": 2},
        {"files": []},
    ],
)
def test_whoever_is_trusted_with_a_pack_is_trusted_with_no_other_folder(changed):
    told = {"format": 1, "iso": "cr", "version": "2026.1", "made_on": "2026-11-30", "fingerprint": "x", "files": {}, **changed}
    assert refused(signed(orjson.dumps(told)))
    assert refused(signed(b"[]"))


def signed(manifest: bytes) -> bytes:
    made = io.BytesIO()
    der = KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    with zipfile.ZipFile(made, "w") as archive:
        held = {MANIFEST: manifest, SIGNATURE: KEY.sign(manifest, ec.ECDSA(hashes.SHA256())), KEY_FILE: der}
        for name, content in held.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_no_byte_that_changed_makes_anything_but_a_reason(folder: Path):
    data = make_release(folder, "2026.1", KEY, ON)
    for at in [*range(0, 60, 3), *range(len(data) - 60, len(data)), *range(100, len(data), len(data) // 40)]:
        hurt = bytearray(data)
        hurt[at] ^= 0x55
        with suppress(ReleaseRefused):
            assert read_release(bytes(hurt), OURS).iso == "cr", "what the signature does not cover says nothing"


def test_what_detains_does_not_stop_by_a_release(folder: Path, packs: Path):
    staging.try_release(read_release(make_release(folder, "2026.1", KEY, ON), OURS))
    staging.promote("cr")
    table = folder / "institutions.csv"
    code, row = next((one.code, one) for one in loader.load(folder).institutions.values() if one.is_enforcement)
    lines = [
        line.replace(f",{row.role},", ",network,") if line.startswith(f"{code},") else line
        for line in table.read_text("utf-8").splitlines(keepends=True)
    ]
    table.write_text("".join(lines), "utf-8")
    with pytest.raises(ReleaseRefused) as told:
        staging.try_release(read_release(make_release(folder, "2026.2", KEY, ON), OURS))
    assert code in str(told.value.details["why"])


def test_no_release_brings_a_helper_who_bears_the_name_of_who_detains(folder: Path, packs: Path):
    table = folder / "institutions.csv"
    code, row = next((one.code, one) for one in loader.load(folder).institutions.values() if one.is_enforcement)
    lines = table.read_text("utf-8").splitlines(keepends=True)
    (own,) = [line for line in lines if line.startswith(f"{code},")]
    second = own.replace(f"{code},", "oficina-de-apoyo,", 1).replace(f",{row.role},", ",international,", 1)
    table.write_text("".join([*lines, second]), "utf-8")
    with pytest.raises(ReleaseRefused) as told:
        staging.try_release(read_release(make_release(folder, "2026.1", KEY, ON), OURS))
    assert "oficina-de-apoyo" in str(told.value.details["why"])
    assert not (packs / ".test" / "cr").exists()


def test_what_was_tried_is_looked_at_again_before_it_is_live(folder: Path, packs: Path):
    release = read_release(make_release(folder, "2026.1", KEY, ON), OURS)
    staging.try_release(release)
    (packs / ".test" / "cr" / "groups.csv").write_text("code\n", "utf-8")
    with pytest.raises(PackBroken):
        staging.promote("cr")
    staging.try_release(release)
    staging.distrust(next(iter(OURS)))
    with pytest.raises(ReleaseRefused):
        staging.promote("cr")
    assert "cr" not in loader.installed()


def test_trust_is_given_and_taken_back(packs: Path):
    staging.trust("a" * 64)
    staging.trust("b" * 64)
    staging.distrust("a" * 64)
    assert staging.trusted() == {"b" * 64} | OURS


def test_ten_comes_after_nine():
    assert sorted(["2026.10", "2026.9", "", "2025.12"], key=order_of) == ["", "2025.12", "2026.9", "2026.10"]
