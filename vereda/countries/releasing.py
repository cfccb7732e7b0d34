"""A pack as it is handed on: one signed file with a version, read only from who is trusted; and what it would change.

Pure but for the keys. P-256 signs the manifest; the manifest names each file by its SHA-256. A release never takes a code
away: codes end by date, since entries name them for ever.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath

import orjson
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.said import Said, noop

from .errors import ReleaseRefused
from .gaps import gaps
from .loader import fingerprint
from .pack import RELEASE_FILE, TABLES, Pack

FORMAT = 1
MANIFEST, SIGNATURE, KEY = "manifest.json", "manifest.sig", "key.der"
VERSION = re.compile(r"[0-9]{4}\.[0-9]{1,4}")
ISO = re.compile(r"[a-z]{2}")
LARGEST = 64 * 1024 * 1024  # [bytes] of all files together, unpacked
MOST_FILES = 2_000
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file: the same pack is the same release, to the byte but for the signature
RECORDINGS = "audio/"
"""Not a part of a release, as they are none of the fingerprint: they are large, and travel by themselves."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was read and is whole. signed_by: fingerprint of the key."""

    iso: str
    version: str
    made_on: date
    fingerprint: str
    signed_by: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Changed:
    """What of one table is new, other or gone, by key. gone is never empty in a release that is taken: it is refused."""

    table: str
    new: tuple[str, ...]
    other: tuple[str, ...]
    gone: tuple[str, ...]


def fingerprint_of(key: ec.EllipticCurvePublicKey) -> str:
    """Return how a key is named and compared by telephone: SHA-256 of its DER, 64 hexadecimal digits."""
    return sha256(_der(key)).hexdigest()


def _der(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def make_release(folder: Path, version: str, key: ec.EllipticCurvePrivateKey, made_on: date) -> bytes:
    """Return a signed release of the pack in a folder, which is known to be good. Raises ReleaseRefused for a wrong version."""
    if not VERSION.fullmatch(version):
        raise ReleaseRefused(why=Said(noop("la versión se escribe con año y número, como 2026.1")))
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    files = {name: held for name, held in files.items() if name != RELEASE_FILE and not name.startswith(RECORDINGS)}
    told = {
        "format": FORMAT,
        "iso": folder.name,
        "version": version,
        "made_on": made_on.isoformat(),
        "fingerprint": fingerprint(folder),
        "files": {name: sha256(held).hexdigest() for name, held in files.items()},
    }
    manifest = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
    whole = {MANIFEST: manifest, SIGNATURE: key.sign(manifest, ec.ECDSA(hashes.SHA256())), KEY: _der(key.public_key())}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in {**whole, **{f"pack/{name}": held for name, held in files.items()}}.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), held, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def read_release(data: bytes, trusted: Collection[str]) -> Release:
    """Return a release whose signature, key and every file are as they should be. Raises ReleaseRefused, which says why.

    trusted  fingerprints of keys that somebody compared
    """
    held = _unpacked(data)
    try:
        manifest, signature, der = (held.pop(name) for name in (MANIFEST, SIGNATURE, KEY))
        key = serialization.load_der_public_key(der)
    except (KeyError, ValueError, UnsupportedAlgorithm):
        raise ReleaseRefused(
            why=Said(noop("no es una versión de un paquete: se espera el archivo que escribió «vereda countries release»"))
        ) from None
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise ReleaseRefused(
            why=Said(noop("no es una versión de un paquete: se espera el archivo que escribió «vereda countries release»"))
        )
    signed_by = fingerprint_of(key)
    if signed_by not in trusted:
        raise ReleaseRefused(
            why=Said(
                noop(
                    "nadie ha comparado la llave {key}. Compárela por teléfono con quien la publica: vereda countries trust {key}"
                ),
                key=signed_by,
            )
        )
    try:
        key.verify(signature, manifest, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise ReleaseRefused(why=Said(noop("la firma no corresponde: pida otra vez el archivo a quien lo publica"))) from None
    return _told(manifest, signed_by, held)


def _told(manifest: bytes, signed_by: str, held: Mapping[str, bytes]) -> Release:
    """Return what a manifest says. Whoever signed it is trusted with a pack, and with no other folder of this machine."""
    try:
        told = orjson.loads(manifest)
        if told["format"] != FORMAT:
            raise ReleaseRefused(why=Said(noop("es de un programa más nuevo que este: ponga al día Vereda en esta máquina")))
        iso, version, made_on = str(told["iso"]), str(told["version"]), date.fromisoformat(told["made_on"])
        print_, listed = str(told["fingerprint"]), told["files"]
    except (ValueError, KeyError, TypeError):
        raise ReleaseRefused(
            why=Said(noop("no es una versión de un paquete: se espera el archivo que escribió «vereda countries release»"))
        ) from None
    if not ISO.fullmatch(iso) or not VERSION.fullmatch(version):
        raise ReleaseRefused(why=Said(noop("no dice un país y una versión, como mx y 2026.1")))
    files = {name.removeprefix("pack/"): content for name, content in held.items()}
    if {name: sha256(content).hexdigest() for name, content in files.items()} != listed:
        raise ReleaseRefused(why=Said(noop("un archivo falta, sobra o cambió: copie otra vez la versión desde donde se hizo")))
    return Release(iso, version, made_on, print_, signed_by, files)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            every = archive.infolist()
            if len(every) > MOST_FILES or sum(one.file_size for one in every) > LARGEST:
                raise ReleaseRefused(why=Said(noop("es más grande que cualquier paquete")))
            if any(not _is_plain(one.filename) for one in every) or len({one.filename for one in every}) != len(every):
                raise ReleaseRefused(why=Said(noop("tiene nombres de archivo que no son de un paquete")))
            return {one.filename: archive.read(one) for one in every}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise ReleaseRefused(
            why=Said(noop("el archivo está dañado o incompleto: cópielo otra vez desde donde se hizo"))
        ) from None


def _is_plain(name: str) -> bool:
    """Say whether a name leads nowhere else: 'pack/texts/spa.toml'."""
    parts = PurePosixPath(name).parts
    return bool(parts) and name == "/".join(parts) and not any(part in {"..", "/"} or part.startswith(".") for part in parts)


def order_of(version: str) -> tuple[int, ...]:
    """Return a version as it is compared: 2026.10 comes after 2026.9; '' before all."""
    return tuple(int(part) for part in version.split(".")) if version else ()


def changes(old: Pack, new: Pack) -> tuple[Changed, ...]:
    """Return what a new pack changes, table by table. Tables whose rows have no code are compared row by row."""
    found = (_changed(name, _keyed(old, name), _keyed(new, name)) for name in TABLES)
    return tuple(one for one in found if one.new or one.other or one.gone)


def _keyed(pack: Pack, name: str) -> dict[str, object]:
    rows = getattr(pack, name)
    return dict(rows) if isinstance(rows, Mapping) else {row.model_dump_json(): row for row in rows}


def _changed(table: str, old: Mapping[str, object], new: Mapping[str, object]) -> Changed:
    has_codes = TABLES[table].key == ("code",)
    gone = tuple(code for code in old if code not in new) if has_codes else ()
    other = tuple(code for code in new if code in old and new[code] != old[code])
    return Changed(table, tuple(code for code in new if code not in old), other, gone)


def freed(old: Pack, new: Pack) -> tuple[str, ...]:
    """Return the institutions that detain in one pack and no more in the other: who may hold an account hangs on it."""
    held = {code for code, row in old.institutions.items() if row.is_enforcement}
    return tuple(code for code, row in new.institutions.items() if code in held and not row.is_enforcement)


def gaps_between(old: Pack, new: Pack, on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of gaps that a new pack closes, and of those that it opens."""
    before, after = ([gap.code for gap in gaps(one, on)] for one in (old, new))
    return tuple(code for code in before if code not in after), tuple(code for code in after if code not in before)
