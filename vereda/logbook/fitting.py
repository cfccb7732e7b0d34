"""Whether the keys that lie here are those with which this logbook was written: asked before anybody is served."""

from __future__ import annotations

import psycopg

from vereda.logbook.errors import KeysDoNotFit, KeyStoreMissing
from vereda.logbook.keystore import KeyName
from vereda.logbook.lookups import head
from vereda.logbook.models import Box
from vereda.logbook.nodekeys import key_store, node_keys
from vereda.settings.environment import env

OWN = ("master", "sealing.pem", "signing.pem")
TRIED = 50  # boxes; keys of some may have been destroyed since


def check_keys() -> None:
    """Raise KeyStoreMissing or KeysDoNotFit, which name the key; new keys in place of lost ones would hide the loss.

    An installation without entries has nothing to fit: its keys are made at the first start.
    """
    last = head()
    if last is None:
        return
    for name in OWN:
        if not (env().keys / name).exists():
            raise KeyStoreMissing(place=f"keys/{name}")
    if not node_keys().is_signed(last.hash, last.signature):
        raise KeysDoNotFit(place="keys/signing.pem")
    _check_subject_keys()


def _check_subject_keys() -> None:
    boxes = Box.objects.exclude(wrapped_key=b"").order_by("-id").values_list("owner", "cls")[:TRIED]
    names = sorted({KeyName(owner.hex, cls) for owner, cls in boxes})
    if names and not env().keystore_url and not (env().keys / "subjects").exists():
        raise KeyStoreMissing(place="keys/subjects")
    try:
        key_store().get(names)
    except psycopg.Error:
        raise KeyStoreMissing(place="KEYSTORE_URL") from None
    except ValueError:
        raise KeysDoNotFit(place="keys/master") from None
