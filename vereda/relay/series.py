"""What a phone shows in pictures when there is neither line nor cable: pieces of envelopes, put together again.

The text of a code: VQ1, packet, entry, of so many, piece, of so many, check, content; joined by dots. A packet is an envelope as
it lies in the phone's queue, compressed, named by its digest. Nothing here is believed: the signatures of envelopes say what
they are worth.
"""

from __future__ import annotations

import re
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

ENVELOPE_MOST = 256 * 1024  # [bytes]; one entry has a few thousand
PIECES_MOST = 999
CODE = re.compile(
    r"VQ1\.(?P<packet>[0-9a-f]{16})\.\d{1,6}\.\d{1,6}\.(?P<piece>\d{1,3})\.(?P<pieces>\d{1,3})\.(?P<check>[0-9a-f]{8})\.(?P<content>[\w-]{1,500})",
    re.ASCII,
)


@dataclass(frozen=True)
class Series:
    """What some codes hold: envelopes that are whole, and of how many others pieces are missing."""

    envelopes: list[bytes]
    begun: int


def read_codes(texts: Iterable[str]) -> Series:
    """Put envelopes together from the texts of codes, in any order and each as often as it was seen.

    A text that is no code, or whose check does not hold, is passed over: it will be shown again.
    """
    found: dict[tuple[str, int], dict[int, str]] = {}
    for text in texts:
        told = CODE.fullmatch(text.strip())
        if told is None:
            continue
        packet, piece, pieces, content = told["packet"], int(told["piece"]), int(told["pieces"]), told["content"]
        check = sha256(f"{packet}.{piece}.{pieces}.{content}".encode()).hexdigest()[:8]
        if check == told["check"] and 1 <= piece <= pieces <= PIECES_MOST:
            found.setdefault((packet, pieces), {})[piece] = content
    whole = [_envelope(packet, have) for (packet, pieces), have in found.items() if len(have) == pieces]
    envelopes = [one for one in whole if one is not None]
    return Series(envelopes, len(found) - len(envelopes))


def _envelope(packet: str, pieces: dict[int, str]) -> bytes | None:
    """Return the line of a packet, or None where the whole is not what its name says."""
    content = "".join(pieces[number] for number in sorted(pieces))
    try:
        packed = urlsafe_b64decode(content + "=" * (-len(content) % 4))
        if sha256(packed).hexdigest()[:16] != packet:
            return None
        unpacker = zlib.decompressobj(31)
        plain = unpacker.decompress(packed, ENVELOPE_MOST)
    except (ValueError, zlib.error):
        return None
    return plain if unpacker.eof and b"\n" not in plain else None
