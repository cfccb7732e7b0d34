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
from vereda.access.actions.codes import make_agent_code, make_device_code, make_node_code
from vereda.access.actions.contact import finish_device_reads, log_device_reads, note_contact
from vereda.access.actions.demo import make_demo_accounts
from vereda.access.actions.devices import (
    add_agent,
    enrol_device,
    may_keep_devices,
    note_lost,
    note_wiped,
    remove_agent,
    revoke_device,
)
from vereda.access.actions.enrolment import Agent, Enrolled, add_agent_by_code, enrol_by_code
from vereda.access.actions.glass import Wanted, break_glass, check_wanted, review_glass
from vereda.access.actions.intakes import note_intake_use
from vereda.access.actions.memberships import confirm, grant, revoke
from vereda.access.actions.practices import begin_practice, end_practices
from vereda.access.actions.readlog import log_read
from vereda.access.actions.walls import end_wall, make_wall, note_asked
from vereda.access.errors import (
    AgentWithoutRight,
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    DeviceRevokedAlready,
    NotForYou,
    PublicKeyWrong,
    ReadLogBroken,
    TooManyCodes,
)
from vereda.access.glass import (
    glass,
    glass_classes,
    glasses,
    open_glasses,
    own_glass,
    told_of_glass,
    unreviewed,
    words_of,
)
from vereda.access.intakes import intake_with_token, intakes_of
from vereda.access.lookups import (
    account_named,
    administrator_for_command,
    everybody,
    held_by,
    local_day,
    members_of,
    operator,
    read_log_head,
    reader_for_command,
    verify_read_log,
    who_work_as,
)
from vereda.access.models import BrokenGlass, Intake, ToldOfGlass, Wall
from vereda.access.phones import (
    agents_for,
    agents_on,
    code,
    contacts,
    device,
    device_labels,
    device_of_token,
    device_with_token,
    devices_of,
    is_agents_secret,
    is_waiting,
    phone_expiry_h,
)
from vereda.access.practices import practice_on, practices_of
from vereda.access.reach import Reach, author_of, demand, may, reach_of, request_reader
from vereda.access.rules.glass import GLASS_MIN, REVIEW_H, WORDS_LEAST, ends_at, folio_of, is_open, is_overdue
from vereda.access.rules.institutions import may_hold, may_hold_account
from vereda.access.rules.policy import breaks_glass, decide, holds, holds_over_group, relation_to
from vereda.access.rules.readlog import Verdict
from vereda.access.second_factor import prove_again
from vereda.access.throttle import proved_factor, wait_for_codes, wait_for_factor, wrong_code
from vereda.access.verifiers import access_subjects, digest_of, take_verifiers, verifiers
from vereda.access.walls import wall_with_token, walls_of
from vereda.access.web.labels import purpose_label, role_label
from vereda.access.web.marks import for_signed_in, open_to_all, serves
from vereda.access.web.practising import enter_practice, leave_practice
from vereda.access.words import (
    HEADQUARTERS,
    OPERATOR,
    Action,
    CodeFor,
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
    "GLASS_MIN",
    "HEADQUARTERS",
    "OPERATOR",
    "REVIEW_H",
    "WORDS_LEAST",
    "Action",
    "Agent",
    "AgentWithoutRight",
    "BrokenGlass",
    "CodeExpired",
    "CodeFor",
    "CodeUnknown",
    "CodeUsed",
    "Decision",
    "DeviceRevokedAlready",
    "Enrolled",
    "Held",
    "Holding",
    "Intake",
    "NotForYou",
    "Part",
    "PublicKeyWrong",
    "Purpose",
    "Reach",
    "ReadLogBroken",
    "Reader",
    "Reason",
    "RecordClass",
    "Role",
    "Scope",
    "Standing",
    "ToldOfGlass",
    "TooManyCodes",
    "Verdict",
    "Wall",
    "Wanted",
    "access_subjects",
    "account_named",
    "add_agent",
    "add_agent_by_code",
    "administrator_for_command",
    "agents_for",
    "agents_on",
    "author_of",
    "begin_practice",
    "break_glass",
    "breaks_glass",
    "check_wanted",
    "close_account",
    "code",
    "confirm",
    "contacts",
    "decide",
    "demand",
    "device",
    "device_labels",
    "device_of_token",
    "device_with_token",
    "devices_of",
    "digest_of",
    "end_practices",
    "end_wall",
    "ends_at",
    "enrol_by_code",
    "enrol_device",
    "enter_practice",
    "everybody",
    "finish_device_reads",
    "folio_of",
    "for_signed_in",
    "glass",
    "glass_classes",
    "glasses",
    "grant",
    "held_by",
    "holds",
    "holds_over_group",
    "intake_with_token",
    "intakes_of",
    "is_agents_secret",
    "is_open",
    "is_overdue",
    "is_waiting",
    "leave_practice",
    "local_day",
    "log_device_reads",
    "log_read",
    "make_agent_code",
    "make_demo_accounts",
    "make_device_code",
    "make_node_code",
    "make_wall",
    "may",
    "may_hold",
    "may_hold_account",
    "may_keep_devices",
    "members_of",
    "note_asked",
    "note_contact",
    "note_intake_use",
    "note_lost",
    "note_wiped",
    "open_account",
    "open_glasses",
    "open_to_all",
    "operator",
    "own_glass",
    "phone_expiry_h",
    "practice_on",
    "practices_of",
    "prove_again",
    "proved_factor",
    "purpose_label",
    "reach_of",
    "read_log_head",
    "reader_for_command",
    "relation_to",
    "remove_agent",
    "request_reader",
    "reset_sign_in",
    "review_glass",
    "revoke",
    "revoke_device",
    "role_label",
    "serves",
    "take_verifiers",
    "told_of_glass",
    "unreviewed",
    "verifiers",
    "verify_read_log",
    "wait_for_codes",
    "wait_for_factor",
    "wall_with_token",
    "walls_of",
    "who_work_as",
    "words_of",
    "wrong_code",
]
