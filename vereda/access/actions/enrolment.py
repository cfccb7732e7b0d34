"""What a phone does with a one-time code: join a group, or take one more agent in."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from vereda.access.actions.codes import maker_of, note_use, use_code
from vereda.access.actions.devices import checked_key, found, write_enrolment
from vereda.access.entries import AgentAdded, DeviceEnrolled
from vereda.access.errors import AgentWithoutRight, CodeUnknown, DeviceRevokedAlready
from vereda.access.lookups import held_by
from vereda.access.models import AccessCode, Account
from vereda.access.rules import codes
from vereda.access.rules.tokens import token_hash
from vereda.access.words import CodeFor
from vereda.logbook.door import in_turn, key_for, record

TURN = "access.code"


@dataclass(frozen=True)
class Agent:
    """An agent as a phone knows her."""

    account: str
    name: str
    role: str


@dataclass(frozen=True)
class Enrolled:
    """What a phone learns when it joins. The token is told once, to this phone."""

    device: str
    token: str
    country: str
    group: str
    label: str
    agent: Agent | None


def enrol_by_code(
    *,
    code: str,
    public_key: str,
    at: datetime,
    agent_key: str = "",
    purpose: CodeFor = CodeFor.DEVICE,
    sealing_key: str | None = None,
) -> Enrolled:
    """Take a phone (or a post's node) into the group for which the code was made.

    public_key   P-256, DER SubjectPublicKeyInfo [base64]; it signs. sealing_key: of a node, to which is sealed
    agent_key    digest of the first agent's secret on this phone
    The same phone with the same code within its minutes gets the same answer: on a bad line the first one may be lost.
    Raises PublicKeyWrong, CodeUnknown, CodeExpired, CodeUsed, AgentWithoutRight.
    """
    public_key = checked_key(public_key)
    sealing_key = checked_key(sealing_key) if sealing_key else None
    der = b64decode(public_key)
    used_by = sha256(der).hexdigest()
    token = codes.token(key_for("access.device_token"), codes.typed(code), der)
    with in_turn(TURN, codes.typed(code)):
        row = use_code(code, purpose=purpose, used_by=used_by, at=at)
        agent = agent_of(row.account, row.country, row.group) if row.account else None
        if row.device is None:
            payload = DeviceEnrolled(
                country=row.country,
                group=row.group,
                label=row.label,
                token_hash=token_hash(token),
                public_key=public_key,
                is_node=purpose is CodeFor.NODE,
                sealing_key=sealing_key,
            )
            receipt = write_enrolment(payload, {row.account: agent_key} if row.account else {}, by=maker_of(row), at=at)
            note_use(row, used_by=used_by, device=receipt.subject, at=at)
        elif row.account:
            _take_in(row, agent_key, at=at)
    return Enrolled(str(row.device), token, row.country, row.group, row.label, agent)


def add_agent_by_code(*, code: str, device: UUID, at: datetime, agent_key: str = "") -> Agent:
    """Take one more agent onto a phone. A code of another group is unknown here, and stays good where it belongs.

    agent_key  digest of her secret on this phone; a new one replaces the old, which ten wrong PINs destroyed
    Raises CodeUnknown, CodeExpired, CodeUsed, AgentWithoutRight, DeviceRevokedAlready.
    """
    with in_turn(TURN, codes.typed(code)):
        row = use_code(code, purpose=CodeFor.AGENT, used_by=str(device), at=at)
        phone = found(device)
        if (phone.country, phone.group) != (row.country, row.group) or row.account is None:
            raise CodeUnknown
        if phone.is_ended:
            raise DeviceRevokedAlready
        agent = agent_of(row.account, row.country, row.group)
        if row.device is None:
            note_use(row, used_by=str(device), device=phone.subject, at=at)
        _take_in(row, agent_key, at=at)
    return agent


def _take_in(row: AccessCode, agent_key: str, *, at: datetime) -> None:
    """Add the agent of a code to its phone, unless she is there with this key: the phone asks again when an answer was lost."""
    assert row.account is not None
    assert row.device is not None
    phone = found(row.device)
    if phone.agents.get(str(row.account)) != agent_key:
        added = AgentAdded(account=row.account, key_hash=agent_key)
        record(added, subject=phone.subject, by=maker_of(row), at=at)


def agent_of(account: UUID, country: str, group: str) -> Agent:
    """Return an agent of a group who works there today, or raise AgentWithoutRight."""
    known = Account.objects.filter(pk=account, is_active=True).first()
    held = next((one for one in held_by(account) if (one.country, one.group) == (country, group)), None)
    if known is None or held is None:
        raise AgentWithoutRight
    return Agent(str(account), known.display_name, held.role)
