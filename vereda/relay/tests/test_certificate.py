"""The certificate of a post: made for its own name, or installed when it fits; what does not fit is refused in words."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.certificate import self_signed
from vereda.relay.certificate import certificate_here, install_certificate, is_due, make_certificate, paths
from vereda.relay.errors import CertificateWrong, NameWrong

NAME, NOW = "piedras-negras.example.org", datetime(2026, 3, 1, tzinfo=UTC)


def test_a_certificate_is_made_for_one_name_with_a_p256_key_that_only_its_owner_reads(home):
    made = make_certificate(NAME, now=NOW)
    assert made.names == (NAME,)
    assert made.is_self_signed
    cert, key = paths()
    assert (key.stat().st_mode & 0o077, cert.stat().st_mode & 0o077) == (0, 0)
    private = load_pem_private_key(key.read_bytes(), None)
    assert b"BEGIN PRIVATE KEY" in key.read_bytes(), "PKCS#8: the web server takes no other"
    assert isinstance(private.curve, ec.SECP256R1)
    found = x509.load_pem_x509_certificates(cert.read_bytes())
    assert len(found) == 1, "no intermediate"
    assert found[0].not_valid_after_utc - NOW <= timedelta(days=825), "telephones refuse what lives longer"
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    assert certificate_here() == made
    assert not is_due(made, NOW)
    assert is_due(made, made.until - timedelta(days=29))


@pytest.mark.parametrize(
    "name", ["", "piedras negras", "-x.example.org", "a..b", "https://a.example.org", "*.example.org", "x" * 300]
)
def test_what_is_no_name_of_a_machine_gets_no_certificate(home, name):
    with pytest.raises(NameWrong):
        make_certificate(name, now=NOW)
    assert certificate_here() is None


def test_a_certificate_of_somebody_else_is_installed_when_name_dates_and_key_fit(home, tmp_path):
    cert, key = self_signed(tmp_path)
    now = datetime.now(UTC)
    assert install_certificate(cert, key, "localhost", now=now).names == ("localhost",)
    refused = {
        "no para otro.example.org": (cert, key, "otro.example.org", now),
        "venció": (cert, key, "localhost", now + timedelta(days=3)),
        "vale desde": (cert, key, "localhost", now - timedelta(days=3)),
        "no es PEM": (key, key, "localhost", now),
        "no es una llave PEM": (cert, cert, "localhost", now),
        "no se pudo leer": (tmp_path / "nowhere.pem", key, "localhost", now),
    }
    for said, (one, other, name, at) in refused.items():
        with pytest.raises(CertificateWrong) as why:
            install_certificate(one, other, name, now=at)
        assert said in why.value.details["what"]
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(CertificateWrong, match="no es la de este certificado"):
        install_certificate(cert, self_signed(other)[1], "localhost", now=now)
    assert certificate_here().names == ("localhost",), "the good one is still there"


def test_a_star_covers_one_word_of_a_name():
    from vereda.relay.certificate import _fits

    assert _fits("*.example.org", "piedras-negras.example.org")
    assert not _fits("*.example.org", "a.b.example.org")
    assert not _fits("*.example.org", "example.org")
