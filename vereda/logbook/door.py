"""The names of the logbook that other modules may use."""

from __future__ import annotations

from vereda.logbook.actions.chaining import in_turn, one_writer
from vereda.logbook.actions.erase import Loss, erase, loss_of
from vereda.logbook.actions.forget import forget_whereabouts, keep_retention
from vereda.logbook.actions.opening import Answer, Delivered
from vereda.logbook.actions.quarantine import decide
from vereda.logbook.actions.rebuild import digest_of_read_models, rebuild
from vereda.logbook.actions.receive import receive, receive_sealed
from vereda.logbook.actions.record import Draft, Receipt, record, record_all
from vereda.logbook.actions.resolve import resolve
from vereda.logbook.actions.rotate import rotate_index, rotate_index_if_due
from vereda.logbook.actions.understand import fold_understood
from vereda.logbook.backup.create import Made, back_up_data, back_up_keys, keep_in_backup, verify_backup
from vereda.logbook.backup.packing import identity
from vereda.logbook.backup.restore import Restored, restore
from vereda.logbook.changes import changed_since, made_at, mark_of_head, marks
from vereda.logbook.errors import (
    AlreadyErased,
    BatchTooLarge,
    CannotWriteNow,
    ChainBroken,
    ConflictNotOpen,
    EntryInvalid,
    PieceOutOfPlace,
    SecondPersonMissing,
)
from vereda.logbook.files import finish_file, keep_file, open_file, seal_file, take_piece
from vereda.logbook.fitting import check_keys
from vereda.logbook.forms import forms
from vereda.logbook.heads import head_line, leave_head, leave_head_outside
from vereda.logbook.lookups import (
    Subject,
    Told,
    block_of,
    bodies_of_kind,
    disputes,
    disputes_of,
    entries_as_lines,
    facts_of_month,
    find_names,
    flags,
    head,
    heads,
    held,
    history,
    is_file_named,
    is_frozen,
    known,
    linked_to,
    missing_numbers,
    months_counted,
    open_box,
    progress,
    refusals,
    subject,
    subject_of_entry,
    subjects,
    subjects_within,
    whereabouts,
)
from vereda.logbook.nodekeys import ThisNode, key_for, node_keys, public_keys, this_node
from vereda.logbook.nodes import Node, Nodes, hear, nodes_document, posts_by
from vereda.logbook.registry import Sender, SubjectFold, SubjectRef, judged_by, kinds, on_counted, register, senders_by
from vereda.logbook.verify import Proof, dangling, verify
from vereda.logbook.writing import Author, Plain

__all__ = [
    "AlreadyErased",
    "Answer",
    "Author",
    "BatchTooLarge",
    "CannotWriteNow",
    "ChainBroken",
    "ConflictNotOpen",
    "Delivered",
    "Draft",
    "EntryInvalid",
    "Loss",
    "Made",
    "Node",
    "Nodes",
    "PieceOutOfPlace",
    "Plain",
    "Proof",
    "Receipt",
    "Restored",
    "SecondPersonMissing",
    "Sender",
    "Subject",
    "SubjectFold",
    "SubjectRef",
    "ThisNode",
    "Told",
    "back_up_data",
    "back_up_keys",
    "block_of",
    "bodies_of_kind",
    "changed_since",
    "check_keys",
    "dangling",
    "decide",
    "digest_of_read_models",
    "disputes",
    "disputes_of",
    "entries_as_lines",
    "erase",
    "facts_of_month",
    "find_names",
    "finish_file",
    "flags",
    "fold_understood",
    "forget_whereabouts",
    "forms",
    "head",
    "head_line",
    "heads",
    "hear",
    "held",
    "history",
    "identity",
    "in_turn",
    "is_file_named",
    "is_frozen",
    "judged_by",
    "keep_file",
    "keep_in_backup",
    "keep_retention",
    "key_for",
    "kinds",
    "known",
    "leave_head",
    "leave_head_outside",
    "linked_to",
    "loss_of",
    "made_at",
    "mark_of_head",
    "marks",
    "missing_numbers",
    "months_counted",
    "node_keys",
    "nodes_document",
    "on_counted",
    "one_writer",
    "open_box",
    "open_file",
    "posts_by",
    "progress",
    "public_keys",
    "rebuild",
    "receive",
    "receive_sealed",
    "record",
    "record_all",
    "refusals",
    "register",
    "resolve",
    "restore",
    "rotate_index",
    "rotate_index_if_due",
    "seal_file",
    "senders_by",
    "subject",
    "subject_of_entry",
    "subjects",
    "subjects_within",
    "take_piece",
    "this_node",
    "verify",
    "verify_backup",
    "whereabouts",
]
