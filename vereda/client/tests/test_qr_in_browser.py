"""The phone's QR codes, read by a reader of others: every length, upside down, and of a queue nothing but what waits."""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64decode
from hashlib import sha256

import numpy as np
import pytest
import zxingcpp

from vereda.client.tests.hands import SYNC, sent, tally

pytestmark = pytest.mark.browser

DRAWN = "const { qr } = await import('/app/qr.js'); return [...qr(new Uint8Array(told))]"
CODES = """
  const { codesOf, unsentNumbers } = await import('/app/series.js');
  const numbers = await unsentNumbers();
  const all = [];
  for (const [at, seq] of numbers.entries()) all.push(...(await codesOf(seq, at + 1, numbers.length)));
  return all;
"""


def picture(modules: list[int], points: int = 3) -> np.ndarray:
    """Return a code as a camera would see it: dark on white, with its quiet margin."""
    side = int(len(modules) ** 0.5)
    square = np.pad(np.array(modules, dtype=np.uint8).reshape(side, side), 4)
    return np.kron(np.where(square, 0, 255).astype(np.uint8), np.ones((points, points), dtype=np.uint8))


@pytest.mark.parametrize("size", [1, 17, 256, 519, 520])
def test_another_program_reads_what_the_phone_draws(core, size):
    content = sha256(str(size).encode()).digest() * 17
    modules = core(DRAWN, list(content[:size]))
    assert len(modules) == 77 * 77
    for seen in (picture(modules), np.ascontiguousarray(np.rot90(picture(modules)))):
        (read,) = zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormat.QRCode)
        assert bytes(read.bytes) == content[:size]


def test_a_code_with_a_stain_is_still_read(core):
    content = b"sellado " * 60
    seen = picture(core(DRAWN, list(content)))
    seen[120:138, 120:138] = 0
    (read,) = zxingcpp.read_barcodes(seen)
    assert bytes(read.bytes) == content


def test_what_is_too_long_for_one_code_is_refused(core):
    too_long = (
        "const { qr } = await import('/app/qr.js'); try { qr(new Uint8Array(521)); return ''; } catch (why) { return why.name; }"
    )
    assert core(too_long) == "RangeError"


def test_the_series_is_what_waits_each_entry_in_numbered_pieces_that_check_themselves(phone):
    tally(phone, 2)
    phone(SYNC)
    tally(phone, 3)
    codes = phone(CODES)
    assert all(len(one) <= 520 for one in codes)
    packets: dict[str, list[list[str]]] = {}
    for one in codes:
        mark, name, at, of, n, count, check, piece = one.split(".")
        assert mark == "VQ1"
        assert sha256(f"{name}.{n}.{count}.{piece}".encode()).hexdigest()[:8] == check
        assert of == "3"
        packets.setdefault(name, []).append([at, n, count, piece])
    assert [rows[0][0] for rows in packets.values()] == ["1", "2", "3"]
    for (name, rows), envelope in zip(packets.items(), sent(phone)[2:], strict=True):
        assert [row[1] for row in rows] == [str(n + 1) for n in range(int(rows[0][2]))]
        packet = urlsafe_b64decode("".join(row[3] for row in rows) + "==")
        assert sha256(packet).hexdigest()[:16] == name
        assert json.loads(gzip.decompress(packet)) == envelope
    phone(SYNC)
    assert phone(CODES) == []
