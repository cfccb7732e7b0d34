"""Records that hide from somebody, and the comparison of two databases of which one holds them: for test_hidden_equals_absent.py.

A record hides from a role when no line of the matrix reaches it: of another group, or of the own one in a class that the role
does not hold, or in a case that somebody else carries. Which roles those are is read from the matrix: a line added there
is followed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from vereda.access.rules.policy import matrix
from vereda.access.tests.cast import Cast
from vereda.access.words import Action, Part, RecordClass, Role, Scope
from vereda.logbook.door import Author

HOME, OTHER = "piedras-negras", "tapachula"
CANARY = "Obsidiana"
"""A word that stands in hidden records alone."""

SEEING = frozenset({Action.READ, Action.APPROVE, Action.EXPORT})
WHOLE_COUNTRY = frozenset({Scope.EVERYONE, Scope.COUNTRY, Scope.STATE})


@dataclass(frozen=True)
class Ground:
    """What hidden records hang on, in both databases alike. told, met, person: of a group, by its code."""

    cast: Cast
    at: datetime
    met: Mapping[str, UUID]
    person: Mapping[str, UUID]
    consent: Mapping[str, UUID]

    def by(self, group: str) -> Author:
        """Return who writes for a group."""
        from vereda.access.door import author_of

        return author_of(self.cast.reader({HOME: "ines", OTHER: "nadia"}[group]))

    def by_name(self, name: str, **changed: str) -> Author:
        from vereda.access.door import author_of

        return author_of(self.cast.reader(name, **changed))


@dataclass(frozen=True)
class Hidden:
    """One kind of record. parts: by which of them a role would notice it; rooms: first words of its addresses."""

    record_class: RecordClass
    group: str
    make: Callable[[Ground, str], UUID]
    parts: frozenset[Part] = field(default_factory=lambda: frozenset(Part))
    rooms: tuple[str, ...] = ()

    def is_noticed_by(self, role: str, group: str) -> bool:
        """Tell whether some line of the matrix lets the role see something of it."""
        reach = WHOLE_COUNTRY | ({Scope.OWN_GROUP} if group == self.group else set())
        rights = matrix().of(role, self.record_class)
        return any(one.action in SEEING and one.scope in reach and one.part in self.parts for one in rights)

    def is_counted_by(self, role: str, group: str) -> bool:
        """Tell whether all that the role sees of it is a number."""
        reach = WHOLE_COUNTRY | ({Scope.OWN_GROUP} if group == self.group else set())
        rights = [one for one in matrix().of(role, self.record_class) if one.action in SEEING and one.scope in reach]
        return bool(rights) and all(one.part == Part.COUNTS for one in rights)


def _first_aid(ground: Ground, group: str) -> UUID:
    from vereda.logbook.door import record_all
    from vereda.medical import door as medical

    told = medical.Told(complaints=["FRACT"], allergies=CANARY, note=CANARY)
    vitals = medical.VitalSet(taken_at=ground.at, pulse=120, respirations=30)
    drafts = medical.opening_drafts(
        told, encounter=ground.met[group], person=ground.person[group], vitals=vitals, by=ground.by(group), at=ground.at
    )
    return record_all(drafts)[0].subject


def _path(ground: Ground, group: str) -> UUID:
    from vereda.protection import door as protection

    return protection.open_path(encounter=ground.met[group], by=ground.by(group), at=ground.at, note=CANARY).subject


def _protection(ground: Ground, group: str) -> UUID:
    from vereda.protection import door as protection

    asked = protection.AskedFor(words=CANARY, presses=True)
    told: dict[str, Any] = {"encounter": ground.met[group], "person": ground.person[group], "by": ground.by(group)}  # Any: mixed
    return protection.case_actions.ask(asked, at=ground.at, **told).subject


def _carried(ground: Ground, group: str) -> UUID:
    """Return a case of protection that a colleague of the reader carries."""
    from vereda.protection import door as protection

    case = _protection(ground, group)
    protection.case_actions.take(case=case, by=ground.by_name(f"cases-{group}"), at=ground.at)
    return case


def _legal(ground: Ground, group: str) -> UUID:
    from vereda.legal import door as legal

    opening = legal.Opening(what=legal.CaseKind.OTHER, note=CANARY)
    made = legal.open_case(opening, by=ground.by(group), at=ground.at, person=ground.person[group], with_receipt=True)
    return made.receipt.subject


def _advised(ground: Ground, group: str) -> UUID:
    """Return a legal case that a colleague of the reader advises, with a term that presses."""
    from vereda.legal import door as legal

    case = _legal(ground, group)
    told: dict[str, Any] = {"case": case, "by": ground.by_name("adviser-2"), "at": ground.at}  # Any: mixed
    legal.take_case(**told)
    legal.start_term("MX-AMPARO-GEN", started_at=ground.at, **told)
    return case


def _referral(ground: Ground, group: str) -> UUID:
    from vereda.countries.door import Role as Institution
    from vereda.referrals import door as referrals
    from vereda.referrals.words import Item, Service

    reader = ground.cast.reader({HOME: "ines", OTHER: "nadia"}[group], "assist")
    return referrals.make_referral(
        service=Service.HEALTH,
        receiver=referrals.Receiver(name=CANARY, role=Institution.HEALTH),
        told={Item.HANDOVER: CANARY, Item.AGE_SEX: "mujer", Item.CALL_BACK: "878 111 2222"},
        person=ground.person[group],
        consent=ground.consent[group],
        reader=reader,
        by=ground.by(group),
        at=ground.at,
        now=ground.at,
    ).receipt.subject


def _consent(ground: Ground, group: str) -> UUID:
    from vereda.people import door as people

    told: dict[str, Any] = {"by": ground.by(group), "at": ground.at, "now": ground.at}  # Any: mixed
    made = people.note_consent(given=[people.ConsentFor.REFER], language="spa", person=ground.person[group], **told)
    return made.receipt.subject


def _missing(ground: Ground, group: str) -> UUID:
    from vereda.people.door import Identity
    from vereda.tracing import door as tracing

    seeking = tracing.Seeking(name=CANARY, call_back="878 111 2222", consent=list(tracing.ConsentFor), note=CANARY)
    sought = tracing.Sought(identity=Identity(given=CANARY), note=CANARY)
    return tracing.open_report(seeking, sought, by=ground.by(group), at=ground.at).subject


def _interference(ground: Ground, group: str) -> UUID:
    from vereda.safety import door as safety

    seen = safety.Seen(authority="police", acts=[safety.Interfered.WAITED], within=safety.Within.SIGHT, account=CANARY)
    return safety.interference_actions.record_interference(seen, by=ground.by(group), at=ground.at).subject


def _remains(ground: Ground, group: str) -> UUID:
    from vereda.encounters.door import Where
    from vereda.rescue import door as rescue

    finding = rescue.remains_actions.Finding(number=1, where=Where(place=CANARY), way=CANARY)
    return rescue.remains_actions.find_remains(finding, by=ground.by(group), at=ground.at, now=ground.at).subject


def _met(ground: Ground, group: str) -> UUID:
    """Return a person whom somebody met, with a name."""
    from vereda.encounters.door import Line, Meeting, Named, Service, record_meeting
    from vereda.people.door import Identity, Person

    line = Line(line_id="HN-F-18p", count=1, nationality="HN", sex="F", age_band="18+")
    named = Named(line_id="HN-F-18p", identity=Identity(given=CANARY, families=[CANARY]), purpose="medical")
    told = Meeting(people_met=1, lines=[line], services=[Service(service="WATER")], named=[named], note=CANARY)
    before = set(Person.objects.values_list("subject", flat=True))
    record_meeting(told, by=ground.by(group), at=ground.at)
    return next(one for one in Person.objects.values_list("subject", flat=True) if one not in before)


def _glass(ground: Ground, group: str) -> UUID:
    """Return what a coordinator of that group opened in an emergency."""
    from vereda.access import door

    wanted = door.Wanted(record_class=RecordClass.K2, group=group, folio="ABCDEF", reason=f"{CANARY}, que no puede esperar")
    return door.break_glass(wanted, by=ground.cast.reader("rafael", "rescue", group=group), at=ground.at).subject


SEEN_BY_PARTS = frozenset(Part) - {Part.MINIMUM, Part.COUNTS}
KINDS: Mapping[str, Hidden] = {
    "first_aid of ours": Hidden(RecordClass.K3, HOME, _first_aid, rooms=("primeros-auxilios",)),
    "first_aid of others": Hidden(RecordClass.K3, OTHER, _first_aid, rooms=("primeros-auxilios",)),
    "child_path of others": Hidden(RecordClass.K4, OTHER, _path, rooms=("rutas",)),
    "protection_case of ours": Hidden(RecordClass.K4, HOME, _protection, rooms=("proteccion",)),
    "protection_case of others": Hidden(RecordClass.K4, OTHER, _protection, rooms=("proteccion",)),
    "protection_case that a colleague carries": Hidden(RecordClass.K4, HOME, _carried, SEEN_BY_PARTS, ("proteccion",)),
    "legal_case of ours": Hidden(RecordClass.K5, HOME, _legal, rooms=("casos",)),
    "legal_case of others": Hidden(RecordClass.K5, OTHER, _legal, rooms=("casos",)),
    "legal_case that a colleague advises": Hidden(RecordClass.K5, HOME, _advised, SEEN_BY_PARTS, ("casos",)),
    "referral of ours, of health": Hidden(RecordClass.K3, HOME, _referral, rooms=("referencias",)),
    "referral of others": Hidden(RecordClass.K3, OTHER, _referral, rooms=("referencias",)),
    "consent of others": Hidden(RecordClass.K2, OTHER, _consent, rooms=("permisos",)),
    "missing_file of ours": Hidden(RecordClass.K6, HOME, _missing, rooms=("extraviadas",)),
    "missing_file of others": Hidden(RecordClass.K6, OTHER, _missing, rooms=("extraviadas",)),
    "interference of ours": Hidden(RecordClass.K7, HOME, _interference, rooms=("injerencias", "injerencias-del-pais")),
    "interference of others": Hidden(RecordClass.K7, OTHER, _interference, rooms=("injerencias", "injerencias-del-pais")),
    "remains of others": Hidden(RecordClass.K1, OTHER, _remains, rooms=("fallecidas",)),
    "person of others": Hidden(RecordClass.K1, OTHER, _met, rooms=("personas", "solicitudes")),
    "broken_glass of ours": Hidden(RecordClass.K9, HOME, _glass, rooms=("emergencia", "emergencias")),
    "broken_glass of others": Hidden(RecordClass.K9, OTHER, _glass, rooms=("emergencia", "emergencias")),
}

REPORTED = ("/partes/", "/boletin/", "/personas-distintas/", "/tablero/")
"""Where days and months are counted."""

NOTICE_OF_A_NUMBER = re.compile(r'<li class="notice \w+"><a class="row" href="/proteccion/">.*?</li>', re.S)
"""That notes to protection wait, or cases are late: a number of which zero is left unsaid (`rooms/protection_notices.py`)."""
COUNTS_AT = ("/proteccion/", "/casos/", "/hoy/", "/el-puesto/", "/solicitudes/")
"""Where a coordinator reads numbers of cases; of those whose words would go with a person, too."""

COUNTED = frozenset(name for name in KINDS if name.split(" ")[0] in ("remains", "person", "missing_file", "interference"))
"""What reports and bulletins count: whoever reads K8 over the group notices it there, as a number, and nowhere else."""


def reads_counts(role: str, group: str, of: str) -> bool:
    """Tell whether a role of one group reads the counts of another."""
    reach = WHOLE_COUNTRY | ({Scope.OWN_GROUP} if group == of else set())
    return any(one.action in SEEING and one.scope in reach for one in matrix().of(role, RecordClass.K8))


def hidden_from(role: Role, group: str) -> list[str]:
    """Return the kinds of which the role may notice nothing, but for the counts that it reads."""
    return [name for name, one in KINDS.items() if not one.is_noticed_by(role, group)]


def counted_by(role: Role, group: str) -> list[str]:
    """Return the kinds of which the role sees a number and nothing else."""
    return [name for name, one in KINDS.items() if one.is_counted_by(role, group)]


@dataclass(frozen=True)
class Answer:
    """What was answered, without what is random by nature. queries: how often the database was asked."""

    status: int
    headers: Mapping[str, str]
    body: str
    queries: int

    def naming(self, subject: str) -> Answer:
        """Return the same where it repeats the id that was asked for as if every id were the same."""
        headers = {name: value.replace(subject, "ID") for name, value in self.headers.items()}
        return replace(self, headers=headers, body=self.body.replace(subject, "ID"))

    def without_numbers(self) -> Answer:
        """Return the same with every number as if it were one, and without the notice that stands where a number is not zero."""
        return replace(self, body=re.sub(r"\d+", "1", NOTICE_OF_A_NUMBER.sub("", self.body)), queries=0)

    def differs(self, other: Answer) -> str:
        """Return what is not the same, '' for nothing."""
        if self.status != other.status:
            return f"status {self.status} {other.status}"
        if self.headers != other.headers:
            return f"headers {set(self.headers.items()) ^ set(other.headers.items())}"
        if self.body != other.body:
            return f"body {_around(self.body, other.body)}"
        return f"queries {self.queries} {other.queries}" if abs(self.queries - other.queries) > QUERIES_APART else ""


QUERIES_APART = 0
# A number of a block is a count of everything that was written, of the roster as of a case: it tells of no record.
RANDOM = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1"),
    (re.compile(r'(name="(?:form|token)" value=")[0-9a-f]{32}'), r"\1"),
    (re.compile(r'("token": ")\w{64}'), r"\1"),
    (re.compile(r'("challenge": ")[^"]*'), r"\1"),
    (re.compile(r"(del bloque )[\d,]+"), r"\1"),
    (re.compile(r'("cursor":)\d+|("signature":)"[^"]*"'), r"\1\2"),
    (re.compile(r'("X-CSRFToken": ")[^"]*|(&#34;X-CSRFToken&#34;: &#34;)[^&]*'), r"\1\2"),
)
FREE_HEADERS = {"Set-Cookie", "Content-Length"}


def _around(one: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"«{one[max(0, at - 160) : at + 120]}» «{other[max(0, at - 40) : at + 160]}»"


class Counting:
    """How often the database was asked."""

    number = 0

    def __call__(self, execute: Callable[..., Any], *told: Any) -> Any:  # Any: Django's wrapper
        self.number += 1
        return execute(*told)


def asked(client: Client, address: str, method: str = "get", sent: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to one request, as it can be compared."""
    asking = Counting()
    with connection.execute_wrapper(asking):
        answer: HttpResponse = getattr(client, method)(address, dict(sent or {}))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if answer.headers.get("Content-Type") == "application/pdf":
        content = b"a picture of one page that was asked for"  # no two are alike to the byte
    if answer.headers.get("Content-Type", "").endswith("spreadsheetml.sheet"):
        content = _unpacked(content)
    headers = {name: value for name, value in answer.headers.items() if name not in FREE_HEADERS}
    return Answer(answer.status_code, headers, plain(content), asking.number)


def _unpacked(content: bytes) -> bytes:
    """Return the sheets of a workbook, which are packed with the hour of the machine."""
    with ZipFile(BytesIO(content)) as book:
        return b"\n".join(book.read(name) for name in sorted(book.namelist()) if "docProps" not in name)


def plain(content: bytes) -> str:
    """Return the bytes of an answer without tokens."""
    body = content.decode("utf-8", errors="backslashreplace")
    for pattern, kept in RANDOM:
        body = pattern.sub(kept, body)
    return body


@contextmanager
def undone() -> Iterator[None]:
    """Take back all that is written within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Ways(HTMLParser):
    """The ways that a page offers to look otherwise: links with a question, and forms that ask."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, list[str]]]] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "?" in told.get("href", "") and told["href"].startswith(("/", "?")):
            self.links.append(told["href"])
        elif tag == "form":
            self.forms.append((told.get("method", "get").lower(), told.get("action", ""), {}))
        elif self.forms and tag in ("input", "select", "textarea") and told.get("name"):
            self._select = told["name"] if tag == "select" else ""
            kept = told.get("value", "") if told.get("type") in ("hidden", "radio", "checkbox", "submit") else CANARY
            self.forms[-1][2].setdefault(told["name"], []).append("" if tag == "select" else kept)
        elif tag == "option" and self.forms and self._select:
            self.forms[-1][2][self._select].append(told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


OPTIONS_MOST, WAYS_MOST = 3, 12  # of one choice of a form, of one form


def ways(address: str, page: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield (method, address, what is sent) for each way that a page offers: its filters, its sorts, its searches by name."""
    found = Ways(page)
    path = address.partition("?")[0]
    for link in dict.fromkeys(found.links):
        yield "get", (path + link if link.startswith("?") else link), {}
    for method, action, fields in found.forms:
        target = action or path
        first = {name: values[0] for name, values in fields.items() if name != "csrfmiddlewaretoken"}
        if method == "get":
            asks = [{**first, name: one} for name, values in fields.items() for one in dict.fromkeys(values[:OPTIONS_MOST])]
            yield from (("get", target, one) for one in asks[:WAYS_MOST])
        elif len([name for name in first if name not in ("form", "purpose")]) == 1:
            yield "post", target, first
