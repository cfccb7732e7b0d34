"""A workbook becomes a form, or the list of cells in which it is wrong. pyxform makes the XML; what it refuses is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass, field

from pydantic import ValidationError

from vereda.logbook.schema import FieldClass
from vereda.surveys import errors
from vereda.surveys.entries.facts import FORM_MOST
from vereda.surveys.entries.form import NAME, Choice, Form, Node
from vereda.surveys.importing import checks, types
from vereda.surveys.importing.problems import Problem, problem
from vereda.surveys.importing.sheets import OURS, NotRead, Row, Workbook, read
from vereda.surveys.rules.never import asks_for
from vereda.surveys.rules.submission import ENDED
from vereda.surveys.words import CLOSED, Answer, Field, Use

WHERE = re.compile(r"^\[row : (?P<row>\d+)\] (?:On the '(?P<sheet>\w+)' sheet, the '(?P<column>[^']+)' value)?")
SHEET = re.compile(r"sheet: '(?P<sheet>\w+)'|'(?P<other>survey|choices|settings)' sheet")
PLAIN = re.compile(NAME)
STACK_MOST = 20  # groups within groups that are read at all; fewer are received (`checks`)


@dataclass(frozen=True)
class Imported:
    """A form that can be published. left_out: (row, type) of what the form notes of telephones, which is not kept."""

    form: Form
    xform: str
    left_out: list[tuple[int, str]] = field(default_factory=list)


def imported(content: bytes, codes: Mapping[Field, Collection[str]]) -> Imported | list[Problem]:
    """Return the form of an XLSX file, or all that is wrong with it by sheet, row and column.

    codes  for fields of an encounter: what the country's tables hold
    """
    try:
        book = read(content)
    except NotRead as why:
        return list(why.problems)
    maker = _Maker(book)
    nodes, lists = maker.nodes(), maker.lists()
    problems = [*maker.problems, *checks.wrong(nodes, lists, maker.use, codes)]
    xform = ""
    if not problems:
        xform, refused = _converted(book, maker.dropped)
        problems += refused
    if problems:
        return sorted(problems, key=lambda one: (one.sheet, one.row))
    try:
        return Imported(maker.form(nodes, lists), xform, maker.left_out)
    except ValidationError as why:
        return [
            problem(
                "settings", 2, ".".join(map(str, why.errors()[0]["loc"])), "", errors.NotConverted(said=why.errors()[0]["msg"])
            )
        ]


class _Maker:
    """Reads the rows into nodes and notes what is wrong on the way."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.problems: list[Problem] = []
        self.left_out: list[tuple[int, str]] = []
        self.dropped: set[int] = set()
        self.at = self.depth = 0
        self.languages: list[str] = []
        self.known_lists = {row.get("list_name") for row in book.choices}
        told = book.settings.get("vereda_use") or Use.EXTRA
        if told not in set(Use):
            self.wrong(book.settings, "vereda_use", errors.UseWrong(), sheet="settings")
        self.use = Use(told) if told in set(Use) else Use.EXTRA
        for column in ("form_id", "version"):
            if not self.setting(column):
                self.wrong(book.settings, column, errors.SettingMissing(column=column), sheet="settings")

    def setting(self, column: str) -> str:
        """Return what the sheet of settings says, under any name that XLSForm knows for it."""
        return self.book.settings.get(column) or self.book.settings.get(f"set_{column}")

    def wrong(self, row: Row, column: str, error: errors.CellError, sheet: str = "survey") -> None:
        value = row.get(column) or next(iter(row.words.get(column, {}).values()), "")
        self.problems.append(problem(sheet, row.number, row.head(column), value, error))

    def nodes(self) -> list[Node]:
        found = self.level("")
        while self.at < len(self.book.survey):  # an end that nothing began
            self.wrong(self.book.survey[self.at], "type", errors.GroupNotClosed())
            self.at += 1
            found += self.level("")
        return found

    def level(self, until: str, began: Row | None = None) -> list[Node]:
        found: list[Node] = []
        while self.at < len(self.book.survey):
            row = self.book.survey[self.at]
            kind = " ".join(row.get("type").split())
            if kind.lower() in types.ENDS:
                if kind.lower().replace("_", " ") == f"end {until}":
                    self.at += 1
                elif until:
                    self.wrong(row, "type", errors.GroupNotClosed())
                return found
            self.at += 1
            if node := self.node(row, kind):
                found.append(node)
        if until and began:
            self.wrong(began, "type", errors.GroupNotClosed())
        return found

    def node(self, row: Row, kind: str) -> Node | None:
        lower = kind.lower()
        if lower.removeprefix("uri:") in types.LEFT_OUT:
            self.left_out.append((row.number, kind))
            self.dropped.add(row.number)
            return None
        if lower in types.BEGINS:
            what = lower.replace("_", " ").removeprefix("begin ")
            self.depth += 1
            children = self.level(what, row) if self.depth <= STACK_MOST else []
            self.depth -= 1
            return self.made(row, Answer.REPEAT if what == "repeat" else Answer.GROUP, "", children)
        answer, list_name = self.kind(row, kind)
        return self.made(row, answer, list_name, []) if answer else None

    def kind(self, row: Row, kind: str) -> tuple[Answer | None, str]:
        lower = kind.lower()
        if not kind:
            if row.cells or row.words:
                self.wrong(row, "type", errors.TypeUnknown())
            return None, ""
        if lower in types.ANSWERED:
            answer = types.ANSWERED[lower]
            return (Answer.INTEGER if lower == "range" and "." not in row.get("parameters") else answer), ""
        first, _, rest = kind.rpartition(" ")
        if lower.endswith((" or_other", " or other", " or specify other")):
            self.wrong(row, "type", errors.OtherNotWritten())
        elif lower.split(" ")[0] in types.REFUSED or lower in types.REFUSED:
            self.wrong(row, "type", errors.TypeRefused())
        elif first.lower() in types.SELECTS:
            if rest not in self.known_lists:
                self.wrong(row, "type", errors.ListUnknown(name=rest[:60]))
            return types.SELECTS[first.lower()], rest
        else:
            self.wrong(row, "type", errors.TypeUnknown())
        return None, ""

    def made(self, row: Row, answer: Answer, list_name: str, children: list[Node]) -> Node | None:
        name = row.get("name")
        if not PLAIN.match(name) or len(name) > 64 or name in ("meta", ENDED):
            self.wrong(row, "name", errors.NameWrong() if name else errors.NameMissing())
            return None
        label = dict(row.words.get("label", {}))
        for language in (*label, *row.words.get("hint", {})):
            if language not in self.languages:
                self.languages.append(language)
        if not any(label.values()) and answer not in (Answer.GROUP, Answer.REPEAT, Answer.CALCULATED):
            self.wrong(row, "label", errors.LabelMissing())
        said = [*label.values(), *row.words.get("hint", {}).values()]
        if answer is not Answer.NOTE and asks_for(f"{name} {list_name}", said):
            self.wrong(row, "name", errors.NeverAsked())
        try:
            return Node.model_validate(
                {
                    "name": name,
                    "type": answer,
                    "row": row.number,
                    "label": label,
                    "hint": dict(row.words.get("hint", {})),
                    "choices": list_name,
                    "class": self.cls(row, answer),
                    "fills": self.fills(row),
                    "required": row.get("required"),
                    "required_said": dict(row.words.get("required_message", {})),
                    "relevant": row.get("relevant"),
                    "constraint": row.get("constraint") or _range(row),
                    "constraint_said": dict(row.words.get("constraint_message", {})),
                    "choice_filter": row.get("choice_filter"),
                    "calculation": row.get("calculation"),
                    "repeat_count": row.get("repeat_count"),
                    "usual": row.get("default"),
                    "children": children,
                }
            )
        except ValidationError as why:
            self.wrong(row, str(why.errors()[0]["loc"][0]), errors.NotConverted(said=why.errors()[0]["msg"]))
            return None

    def cls(self, row: Row, answer: Answer) -> FieldClass:
        """Return the class of an answer: sealed as free text, unless whoever wrote the form says that its codes may be seen."""
        told = row.get("vereda_class").lower()
        if answer is Answer.POINT:
            return FieldClass.WHEREABOUTS
        if told in ("", FieldClass.FREE_TEXT, FieldClass.HEALTH):
            return FieldClass(told or FieldClass.FREE_TEXT)
        if told != FieldClass.CONTACT or answer not in CLOSED:
            self.wrong(row, "vereda_class", errors.ClassWrong())
            return FieldClass.FREE_TEXT
        return FieldClass.CONTACT

    def fills(self, row: Row) -> Field | None:
        told = row.get("vereda_field")
        if not told:
            return None
        if told not in set(Field) or self.use is not Use.ENCOUNTER:
            self.wrong(row, "vereda_field", errors.FieldWrong(known=", ".join(Field)))
            return None
        return Field(told)

    def lists(self) -> dict[str, list[Choice]]:
        found: dict[str, list[Choice]] = {}
        for row in self.book.choices:
            name, code = row.get("list_name"), row.get("name")
            if not name or not code or len(code) > 64 or " " in code:
                self.wrong(row, "name" if name else "list_name", errors.NameWrong(), sheet="choices")
                continue
            columns = {key: value for key, value in row.cells.items() if key not in ("list_name", "name")}
            found.setdefault(name, []).append(Choice(code=code, label=dict(row.words.get("label", {})), columns=columns))
        return found

    def form(self, nodes: list[Node], lists: dict[str, list[Choice]]) -> Form:
        used = {one.choices for top in nodes for one in top.nodes()}
        return Form(
            form_id=self.setting("form_id"),
            version=self.setting("version"),
            title=self.setting("form_title") or self.setting("form_id"),
            use=self.use,
            languages=[one for one in self.languages if one],
            usual_language=self.setting("default_language"),
            nodes=nodes,
            lists={name: rows for name, rows in lists.items() if name in used},
        )


def _range(row: Row) -> str:
    if row.get("type").lower() != "range":
        return ""
    told = dict(one.split("=", 1) for one in row.get("parameters").split() if "=" in one)
    return f". >= {told.get('start', '1')} and . <= {told.get('end', '10')}"


def _converted(book: Workbook, dropped: set[int]) -> tuple[str, list[Problem]]:
    """Return the XForm, or what pyxform finds wrong. Rows left out stay as empty rows, so that its numbers are the sheet's."""
    from pyxform.errors import PyXFormError  # heavy: openpyxl, lark
    from pyxform.xls2xform import convert

    raw = copy(book.raw)
    raw.survey = [{} if at + 2 in dropped else _theirs(row) for at, row in enumerate(raw.survey)]
    raw.survey = [*raw.survey, {"type": "end", "name": ENDED}]
    raw.survey_header = [{name: None for head in raw.survey_header for name in head if name.lower() not in OURS}]
    raw.survey_header[0] |= dict.fromkeys(("type", "name"))
    raw.settings = [_theirs(row) for row in raw.settings or []]
    raw.settings_header = [{name: None for head in raw.settings_header or [] for name in head if name.lower() not in OURS}]
    try:
        made = convert(
            {
                name: getattr(raw, name)
                for name in raw.__slots__
                if getattr(raw, name) is not None and name != "fallback_form_name"
            }
        )
    except PyXFormError as why:
        return "", [_refused(str(why))]
    except Exception as why:  # the library was written for forms that mean well; who sent the file is told
        return "", [problem("survey", 1, "", "", errors.NotConverted(said=type(why).__name__))]
    if len(made.xform.encode()) > FORM_MOST:
        return "", [problem("survey", 1, "", "", errors.WorkbookTooLarge())]
    return made.xform, []


def _theirs(row: Mapping[str, str]) -> dict[str, str]:
    return {head: value for head, value in row.items() if head.lower() not in OURS}


def _refused(said: str) -> Problem:
    found, sheet = WHERE.match(said), SHEET.search(said)
    where = found["sheet"] if found and found["sheet"] else (sheet["sheet"] or sheet["other"]) if sheet else "survey"
    bare = re.sub(r"^\[row : \d+\] ", "", said)
    column = (found["column"] or "") if found else ""
    return problem(where, int(found["row"]) if found else 1, column, "", errors.NotConverted(said=bare[:300]))
