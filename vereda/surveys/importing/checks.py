"""What only the whole form shows: names that are there twice, formulas, filters, fields of an encounter, codes of the country."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from vereda.logbook.schema import FieldClass
from vereda.surveys import errors
from vereda.surveys.entries.facts import DEEP_MOST
from vereda.surveys.entries.form import Choice, Node
from vereda.surveys.importing.problems import Problem, problem
from vereda.surveys.rules.expressions import NotUnderstood, Tree, names_in, parsed
from vereda.surveys.rules.never import asks_for
from vereda.surveys.rules.patterns import is_bounded, is_pattern
from vereda.surveys.words import OF_LINE, Answer, Field, Use

FORMULAS = ("relevant", "constraint", "calculation", "repeat_count", "choice_filter", "required")
ANSWERS: Mapping[Field, frozenset[Answer]] = {
    Field.PEOPLE: frozenset({Answer.INTEGER}),
    Field.SERVICES: frozenset({Answer.SEVERAL, Answer.ONE}),
    Field.PLACE: frozenset({Answer.POINT}),
    Field.LANGUAGE: frozenset({Answer.ONE}),
    Field.NOTE: frozenset({Answer.TEXT}),
    Field.LINES: frozenset({Answer.REPEAT}),
    Field.COUNT: frozenset({Answer.INTEGER}),
    Field.NATIONALITY: frozenset({Answer.ONE}),
    Field.SEX: frozenset({Answer.ONE}),
    Field.AGE_BAND: frozenset({Answer.ONE}),
}
NOT_A_FORMULA = ("", "yes", "no", "true", "false", "sí", "si", "0", "1")


def wrong(
    nodes: list[Node], lists: Mapping[str, list[Choice]], use: Use, codes: Mapping[Field, Collection[str]]
) -> Iterator[Problem]:
    """Yield what is wrong with a form as a whole."""
    every = [one for top in nodes for one in top.nodes()]
    if not every:
        yield problem("survey", 2, "", "", errors.SheetMissing(sheet="survey"))
    yield from _twice(every)
    yield from _points(nodes)
    yield from _deep(nodes, 1)
    for node in every:
        yield from _said_in_clear(node, lists)
        yield from _formulas(node, {one.name for one in every}, lists)
    if use is Use.ENCOUNTER:
        yield from _fields(nodes, lists, codes)


def _twice(every: list[Node]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for node in every:
        if node.name in first:
            yield problem("survey", node.row, "name", node.name, errors.NameTwice(row=first[node.name]))
        first.setdefault(node.name, node.row)


def _deep(nodes: list[Node], depth: int) -> Iterator[Problem]:
    for node in nodes:
        if depth > DEEP_MOST:
            yield problem("survey", node.row, "type", node.type, errors.TooDeep(most=DEEP_MOST))
        else:
            yield from _deep(node.children, depth + 1)


def _said_in_clear(node: Node, lists: Mapping[str, list[Choice]]) -> Iterator[Problem]:
    """Answers that stand in clear are looked at as questions are: 'which is your case?' asks what its choices say."""
    if node.cls is FieldClass.CONTACT and any(asks_for(one.code, one.label.values()) for one in lists.get(node.choices, [])):
        yield problem("survey", node.row, "vereda_class", node.name, errors.ChoicesNotInClear())


def _points(nodes: list[Node]) -> Iterator[Problem]:
    repeated = {one.name for top in nodes for node in top.nodes() if node.type is Answer.REPEAT for one in node.nodes()}
    points = [one for top in nodes for one in top.nodes() if one.type is Answer.POINT]
    for at, node in enumerate(points):
        if at or node.name in repeated:
            yield problem("survey", node.row, "type", node.type, errors.PointTwice())


def _formulas(node: Node, names: Collection[str], lists: Mapping[str, list[Choice]]) -> Iterator[Problem]:
    for column in FORMULAS:
        text: str = getattr(node, column)
        if column == "required" and text.strip().casefold() in NOT_A_FORMULA:
            continue
        if not text:
            continue
        try:
            tree = parsed(text, in_choices=column == "choice_filter")
        except NotUnderstood as why:
            yield problem("survey", node.row, column, text, errors.FormulaWrong(piece=str(why)))
            continue
        unknown = next((name for name in names_in(tree) if name not in names), None)
        if unknown:
            yield problem("survey", node.row, column, text, errors.FormulaNames(name=unknown))
        columns = {key for one in lists.get(node.choices, []) for key in one.columns} | {"name"}
        missing = next((name for name in _columns_in(tree) if name not in columns), None)
        if missing and node.choices:
            yield problem("survey", node.row, column, text, errors.ColumnOfChoices(name=missing))
        for one in _patterns_in(tree):
            if one[0] != "str" or not is_bounded(one[1]):
                is_read = one[0] != "str" or is_pattern(one[1])
                yield problem("survey", node.row, column, text, errors.PatternOpen() if is_read else errors.PatternWrong())


def _fields(nodes: list[Node], lists: Mapping[str, list[Choice]], codes: Mapping[Field, Collection[str]]) -> Iterator[Problem]:
    filled: dict[Field, Node] = {}

    def visit(level: list[Node], repeat: Node | None) -> Iterator[Problem]:
        for node in level:
            if node.fills:
                is_line = bool(repeat and repeat.fills is Field.LINES)
                fits = node.type in ANSWERS[node.fills] and (is_line if node.fills in OF_LINE else repeat is None)
                if not fits or node.fills in filled:
                    yield problem("survey", node.row, "vereda_field", node.fills, errors.FieldWrong(known=", ".join(Field)))
                filled[node.fills] = node
                known = codes.get(node.fills)
                for one in lists.get(node.choices, []) if known is not None else []:
                    if one.code not in known:  # type: ignore[operator]  # not None here
                        yield problem("survey", node.row, "type", node.choices, errors.CodeNotOfCountry(value=one.code))
            yield from visit(node.children, node if node.type is Answer.REPEAT else repeat)

    yield from visit(nodes, None)
    if not {Field.PEOPLE, Field.LINES} & set(filled):
        yield problem("settings", 2, "vereda_use", Use.ENCOUNTER, errors.UseWrong())


def _columns_in(tree: Tree) -> Iterator[str]:
    if tree[0] == "col":
        yield tree[1]
    for one in tree[1:]:
        if isinstance(one, list):
            yield from _columns_in(one)


def _patterns_in(tree: Tree) -> Iterator[Tree]:
    """Yield what each regex() is given as its pattern: a text, unless answers make it, which nobody can look at before."""
    if tree[:2] == ["call", "regex"]:
        yield tree[3]
    for one in tree[1:]:
        if isinstance(one, list):
            yield from _patterns_in(one)
