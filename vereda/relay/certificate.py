"""The certificate of a post's own name: made here, or installed from an authority, and checked before it is used.

ECDSA P-256, key in PKCS#8 (the web server takes no other), one certificate and no intermediate: less to send on 2G.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from vereda.relay.errors import CertificateWrong, NameWrong
from vereda.settings.environment import env

DAYS = 820  # browsers of telephones refuse certificates that live longer
SOON = timedelta(days=30)
NAME = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?").fullmatch
type Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Certificate:
    """What stands in a certificate: the names it is for, until when, its SHA-256 [hexadecimal], and who vouches for it."""

    names: tuple[str, ...]
    until: datetime
    fingerprint: str
    is_self_signed: bool
    cert: Path
    key: Path


def folder() -> Path:
    """Return where the certificate of this installation lies."""
    return env().home / "tls"


def paths() -> tuple[Path, Path]:
    """Return the certificate and key that lie here."""
    return folder() / "cert.pem", folder() / "key.pem"


def make_certificate(name: str, *, now: datetime) -> Certificate:
    """Make a certificate for a name that vouches for itself, and its key. Raises NameWrong."""
    name = name.strip().lower().rstrip(".")
    if not NAME(name):
        raise NameWrong(name=name)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        # A telephone takes it into its store of authorities only when it may sign: for this one name, and nothing below it.
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints([x509.DNSName(name)], None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _keep(certificate.public_bytes(serialization.Encoding.PEM), _pkcs8(key), now)


def install_certificate(cert: Path, key: Path, name: str, *, now: datetime) -> Certificate:
    """Install a certificate that somebody else made for this name. Raises CertificateWrong, which says what is wrong."""
    found = _certificate(_read(cert))
    private = _private(_read(key))
    if _spki(found.public_key()) != _spki(private.public_key()):
        raise CertificateWrong(what="la llave no es la de este certificado")
    names = _names(found)
    if name and not any(_fits(one, name.lower()) for one in names):
        raise CertificateWrong(what=f"es para {', '.join(names) or 'ningún nombre'}, no para {name}")
    if not names:
        raise CertificateWrong(what="no dice para qué nombre es (subjectAltName)")
    if now >= found.not_valid_after_utc:
        raise CertificateWrong(what=f"venció el {found.not_valid_after_utc:%Y-%m-%d}")
    if now < found.not_valid_before_utc:
        raise CertificateWrong(what=f"vale desde el {found.not_valid_before_utc:%Y-%m-%d}; revise el reloj de esta máquina")
    return _keep(_read(cert), _pkcs8(private), now)


def certificate_here() -> Certificate | None:
    """Return the certificate of this installation, None when there is none. Raises CertificateWrong."""
    cert, key = paths()
    return _told(cert, key) if cert.exists() else None


def is_due(found: Certificate, now: datetime) -> bool:
    """Tell whether a certificate ends within a month."""
    return found.until - now < SOON


def _keep(cert: bytes, key: bytes, now: datetime) -> Certificate:
    """Write both, key first: a certificate without its key would stop the next start."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    cert_path, key_path = paths()
    for path, content in ((key_path, key), (cert_path, cert)):
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    return _told(cert_path, key_path)


def _told(cert: Path, key: Path) -> Certificate:
    found = _certificate(_read(cert))
    return Certificate(
        names=tuple(_names(found)),
        until=found.not_valid_after_utc.astimezone(UTC),
        fingerprint=found.fingerprint(hashes.SHA256()).hex(),
        is_self_signed=found.issuer == found.subject,
        cert=cert,
        key=key,
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as why:
        raise CertificateWrong(what=f"no se pudo leer {path.name} ({why.strerror})") from None


def _certificate(pem: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem)
    except ValueError:
        raise CertificateWrong(what="el archivo del certificado no es PEM") from None


def _private(pem: bytes) -> Key:
    try:
        key = serialization.load_pem_private_key(pem, None)
    except TypeError:
        raise CertificateWrong(what="la llave tiene contraseña; quítesela primero") from None
    except ValueError:
        raise CertificateWrong(what="el archivo de la llave no es una llave PEM") from None
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        return key
    raise CertificateWrong(what="la llave debe ser ECDSA P-256 (o RSA de 2048 o más)")


def _pkcs8(key: Key) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _spki(key: object) -> bytes:
    shape = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return key.public_bytes(*shape)  # type: ignore[attr-defined]  # of any kind of key


def _names(found: x509.Certificate) -> list[str]:
    try:
        said = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    addresses = [str(one) for one in said.get_values_for_type(x509.IPAddress)]
    return [*said.get_values_for_type(x509.DNSName), *addresses]


def _fits(pattern: str, name: str) -> bool:
    """Tell whether a name of the certificate covers a name: the same, or one word in place of the star."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        pattern = pattern.lower()
        return pattern == name or (pattern.startswith("*.") and name.partition(".")[2] == pattern[2:])
    return pattern == name
