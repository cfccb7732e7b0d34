"""What faces may use of complaints about own staff.

number = keep(sealed, subject=subject, key=keys.fingerprint, country=iso, at=now)     # sealed in a browser; nobody here opens it
"""

from __future__ import annotations

from . import lookups
from .actions import Taken, keep, take_words
from .demo import make_demo_keys
from .errors import FileWrong, NotAtAPost, NotSealed
from .models import Complaint
from .reading import carried_file, words_in
from .sealing import PAD, SEALED_MOST, SIGNS, TEXT_MOST, written
from .words import Lacks, Standing

__all__ = [
    "PAD",
    "SEALED_MOST",
    "SIGNS",
    "TEXT_MOST",
    "Complaint",
    "FileWrong",
    "Lacks",
    "NotAtAPost",
    "NotSealed",
    "Standing",
    "Taken",
    "carried_file",
    "keep",
    "lookups",
    "make_demo_keys",
    "take_words",
    "words_in",
    "written",
]
