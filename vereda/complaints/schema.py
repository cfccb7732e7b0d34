"""The names of complaints that files without Django may use: the outside body's own tool stands apart from every installation."""

from __future__ import annotations

from vereda.complaints.errors import FileNotKept, FileWrong, KeysThere, KeysWrong, NotSealed, OtherKey
from vereda.complaints.reading import (
    PASSPHRASE_LEAST,
    Carried,
    PrivateKeys,
    Word,
    carried_file,
    carried_in,
    keys_from,
    new_keys,
    numbered,
    pem_of,
    public_file,
    read,
    say,
    words_file,
    words_in,
)
from vereda.complaints.sealing import BodyKeys, Told, written

__all__ = [
    "PASSPHRASE_LEAST",
    "BodyKeys",
    "Carried",
    "FileNotKept",
    "FileWrong",
    "KeysThere",
    "KeysWrong",
    "NotSealed",
    "OtherKey",
    "PrivateKeys",
    "Told",
    "Word",
    "carried_file",
    "carried_in",
    "keys_from",
    "new_keys",
    "numbered",
    "pem_of",
    "public_file",
    "read",
    "say",
    "words_file",
    "words_in",
    "written",
]
