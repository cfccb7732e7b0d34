"""Packs in an installation: a release is tried first, then promoted; what was live before is kept, and can come back.

In VEREDA_HOME/packs: `<iso>` is live, `.test/<iso>` is tried (VEREDA_PACKS=test reads it), `.before/<iso>` was live before.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import orjson

from vereda.said import Said, noop

from .enforcing import is_enforcement_in
from .errors import PackBroken, ReleaseRefused
from .loader import TEST, check, fingerprint, folder_of, installed, load, own_packs
from .pack import RELEASE_FILE, Pack
from .releasing import ISO, Release, changes, freed, order_of
from .words import ENFORCEMENT, RECEIVES_AS, Role

BEFORE, TRUSTED = ".before", ".trusted"


def trusted() -> frozenset[str]:
    """Return the fingerprints of keys that somebody here compared."""
    path = own_packs() / TRUSTED
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()


def trust(fingerprint_: str) -> None:
    """Note that a key was compared."""
    own_packs().mkdir(parents=True, exist_ok=True, mode=0o700)
    (own_packs() / TRUSTED).write_text("\n".join(sorted({*trusted(), fingerprint_})) + "\n", "utf-8")


def distrust(fingerprint_: str) -> None:
    """Take nothing more that a key signed; what was taken stays."""
    (own_packs() / TRUSTED).write_text("".join(f"{one}\n" for one in sorted(trusted() - {fingerprint_})), "utf-8")


def version_of(folder: Path) -> str:
    """Return the version of the release that a folder holds, '' where it came by no release."""
    path = folder / RELEASE_FILE
    return str(orjson.loads(path.read_bytes())["version"]) if path.is_file() else ""


def try_release(release: Release, *, keep: bool = True) -> Pack:
    """Put a release to the test, beside what is live, and return its pack; keep False: only return it.

    Raises ReleaseRefused, PackBroken, and changes nothing then.
    """
    live = folder_of(release.iso) if release.iso in installed() else None
    if live is not None and order_of(release.version) <= order_of(version_of(live)):
        raise ReleaseRefused(
            why=Said(
                noop("trae la {version} y aquí ya está en uso la {live}; se toma solo una más nueva"),
                version=release.version,
                live=version_of(live),
            )
        )
    root = own_packs() / TEST
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=root, prefix=".new-") as made:
        folder = Path(made) / release.iso
        for name, content in release.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if problems := check(folder):
            raise PackBroken(iso=release.iso, count=len(problems), first=problems[0].text())
        if fingerprint(folder) != release.fingerprint:
            raise ReleaseRefused(why=Said(noop("la huella no corresponde")))
        tried = load(folder)
        if live is not None and (gone := [code for one in changes(load(live), tried) for code in one.gone]):
            raise ReleaseRefused(why=Said(noop("quita claves que ya se usaron: {codes}"), codes=", ".join(gone[:5])))
        if live is not None and (free := freed(load(live), tried)):  # such an institution is another one, with a code of its own
            raise ReleaseRefused(why=Said(noop("quita su función de autoridad a {codes}"), codes=", ".join(free[:5])))
        if posing := _posing(tried, load(live) if live is not None else None):
            said = noop("da a {codes} el nombre de una autoridad, y función de quien ayuda")
            raise ReleaseRefused(why=Said(said, codes=", ".join(posing[:5])))
        if not keep:
            return tried
        told = {
            "version": release.version, "made_on": release.made_on.isoformat(), "signed_by": release.signed_by,
            "fingerprint": release.fingerprint,
        }  # fmt: skip
        (folder / RELEASE_FILE).write_bytes(orjson.dumps(told))
        _put(folder, root / release.iso)
    return tried


def _posing(tried: Pack, live: Pack | None) -> list[str]:
    """Return who is new, or called otherwise, and bears the name of a body that detains.

    A second row for it would be given accounts. The network of groups is a role of its own, also where such a body pays it.
    """
    found = []
    for table in ("institutions", "services_directory"):
        before = getattr(live, table) if live is not None else {}
        for code, row in getattr(tried, table).items():
            role = RECEIVES_AS.get(row.kind) if table == "services_directory" else row.role
            is_helping = role is not None and role not in {*ENFORCEMENT, Role.NETWORK}
            if is_helping and row != before.get(code) and is_enforcement_in(row.name, tried):
                found.append(code)
    return found


def promote(iso: str) -> str:
    """Make what was tried live, keeping what was live before. Returns its version. Raises ReleaseRefused, PackBroken.

    It is looked at again: the key may be trusted no more since, and files in a folder can be written by whoever is there.
    """
    tried = own_packs() / TEST / iso
    if not ISO.fullmatch(iso) or not tried.is_dir():
        raise ReleaseRefused(
            why=Said(noop("no hay ninguna versión a prueba; tómela antes con «vereda countries upgrade ARCHIVO»"))
        )
    _demand_as_released(tried)
    live = own_packs() / iso
    if live.is_dir():
        (own_packs() / BEFORE).mkdir(exist_ok=True, mode=0o700)
        _put(live, own_packs() / BEFORE / iso)
    tried.rename(live)
    return version_of(live)


def _demand_as_released(tried: Path) -> None:
    path = tried / RELEASE_FILE
    told = orjson.loads(path.read_bytes()) if path.is_file() else {}
    if told.get("signed_by") not in trusted():
        raise ReleaseRefused(why=Said(noop("en la llave que la firmó ya no se confía: pruebe otra versión")))
    load(tried)
    if fingerprint(tried) != told.get("fingerprint"):
        raise ReleaseRefused(why=Said(noop("cambió desde que se puso a prueba: pruébela otra vez")))


def _put(source: Path, target: Path) -> None:
    """Move a folder into the place of another one."""
    if target.exists():
        shutil.rmtree(target)
    source.rename(target)
