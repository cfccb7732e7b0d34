"""The names of access that other modules may use.

A view:

    @serves("K1", purposes=("assist", "rescue"), usual="assist")
    def encounters(request):
        reader = request.reader
        rows = ...                      # only those in `reach_of(reader, "K1")`
        log_read(reader, "K1", subjects=[row.id for row in rows])

One record: `demand(reader, "K1", "read", relation_to(reader, country=..., groups=[...]))` raises NotForYou, which is
answered like an address that does not exist; then `log_read(reader, "K1", subject=id)`. A second class on the same page
(names on an encounter) is asked with `may` and logged with a row of its own.
"""

from __future__ import annotations

from vereda.access.actions.accounts import close_account, open_account, reset_sign_in
from vereda.access.actions.demo import make_demo_accounts
from vereda.access.actions.devices import enrol_device, revoke_device
from vereda.access.actions.memberships import confirm, grant, revoke
from vereda.access.actions.readlog import log_read
from vereda.access.errors import NotForYou, ReadLogBroken
from vereda.access.lookups import (
    account_named,
    administrator_for_command,
    device_of_token,
    everybody,
    held_by,
    local_day,
    members_of,
    operator,
    read_log_head,
    reader_for_command,
    verify_read_log,
)
from vereda.access.reach import Reach, author_of, demand, may, reach_of, request_reader
from vereda.access.rules.institutions import may_hold, may_hold_account
from vereda.access.rules.policy import decide, holds, relation_to
from vereda.access.rules.readlog import Verdict
from vereda.access.web.labels import purpose_label, role_label
from vereda.access.web.marks import for_signed_in, open_to_all, serves
from vereda.access.words import (
    HEADQUARTERS,
    OPERATOR,
    Action,
    Decision,
    Held,
    Holding,
    Part,
    Purpose,
    Reader,
    Reason,
    RecordClass,
    Role,
    Scope,
    Standing,
)

__all__ = [
    "HEADQUARTERS",
    "OPERATOR",
    "Action",
    "Decision",
    "Held",
    "Holding",
    "NotForYou",
    "Part",
    "Purpose",
    "Reach",
    "ReadLogBroken",
    "Reader",
    "Reason",
    "RecordClass",
    "Role",
    "Scope",
    "Standing",
    "Verdict",
    "account_named",
    "administrator_for_command",
    "author_of",
    "close_account",
    "confirm",
    "decide",
    "demand",
    "device_of_token",
    "enrol_device",
    "everybody",
    "for_signed_in",
    "grant",
    "held_by",
    "holds",
    "local_day",
    "log_read",
    "make_demo_accounts",
    "may",
    "may_hold",
    "may_hold_account",
    "members_of",
    "open_account",
    "open_to_all",
    "operator",
    "purpose_label",
    "reach_of",
    "read_log_head",
    "reader_for_command",
    "relation_to",
    "request_reader",
    "reset_sign_in",
    "revoke",
    "revoke_device",
    "role_label",
    "serves",
    "verify_read_log",
]
