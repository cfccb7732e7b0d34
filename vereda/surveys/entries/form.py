"""A form as it was imported: its questions in order, lists, expressions as they were written, words in each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from vereda.logbook.schema import FieldClass, Strict
from vereda.surveys.words import HOLDING, Answer, Use
from vereda.surveys.words import Field as OfEncounter

NAME = r"^[A-Za-z_][A-Za-z0-9_.-]*$"
Name = Annotated[str, StringConstraints(max_length=64, pattern=NAME)]
Formula = Annotated[str, StringConstraints(max_length=2000)]
Words = dict[str, Annotated[str, StringConstraints(max_length=2000)]]
"""Language as the form names it ('' where it names none) -> words."""


class Choice(Strict):
    """One answer of a list. columns: what a choice filter looks at."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    label: Words = Field(default_factory=dict)
    columns: dict[str, str] = Field(default_factory=dict)


class Node(Strict):
    """One row of the sheet `survey`: a question, a note, a calculation, or what holds others.

    cls    class of the box in which the answer lies; `contact`: in clear
    fills  field of the encounter that the answer becomes, where the form is of encounters
    row    row of the sheet, for whoever mends it
    """

    name: Name
    type: Answer
    row: int = 0
    label: Words = Field(default_factory=dict)
    hint: Words = Field(default_factory=dict)
    choices: str = ""
    cls: FieldClass = Field(default=FieldClass.FREE_TEXT, alias="class")
    fills: OfEncounter | None = None
    required: Formula = ""
    required_said: Words = Field(default_factory=dict)
    relevant: Formula = ""
    constraint: Formula = ""
    constraint_said: Words = Field(default_factory=dict)
    choice_filter: Formula = ""
    calculation: Formula = ""
    repeat_count: Formula = ""
    usual: Annotated[str, StringConstraints(max_length=400)] = ""
    children: list[Node] = Field(default_factory=list, max_length=500)

    def nodes(self) -> Iterator[Node]:
        """Yield this one and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.nodes()


class Form(Strict):
    """A whole form."""

    form_id: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
    version: Annotated[str, StringConstraints(min_length=1, max_length=32, pattern=r"^[A-Za-z0-9_.:()-]+( [A-Za-z0-9_.:()-]+)*$")]
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    use: Use = Use.EXTRA
    languages: list[str] = Field(default_factory=list, max_length=12)
    usual_language: str = ""
    nodes: list[Node] = Field(min_length=1, max_length=500)
    lists: dict[str, list[Choice]] = Field(default_factory=dict)

    def all_nodes(self) -> Iterator[Node]:
        """Yield every row of the form, in order."""
        for node in self.nodes:
            yield from node.nodes()

    def questions(self) -> list[Node]:
        """Return what is answered by somebody, in order."""
        return [one for one in self.all_nodes() if one.type not in HOLDING | {Answer.NOTE, Answer.CALCULATED}]


def within(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the repeats around each name of a form, the outermost first."""
    found: dict[str, tuple[str, ...]] = {}

    def visit(nodes: list[Node], way: tuple[str, ...]) -> None:
        for node in nodes:
            found[node.name] = way
            visit(node.children, (*way, node.name) if node.type is Answer.REPEAT else way)

    visit(form.nodes, ())
    return found


def in_language(words: Words, language: str, usual: str) -> str:
    """Return words in a language (ISO 639-1), else in the form's own, else in any.

    Forms name their languages as they like: 'English (en)', 'en', 'English'.
    """
    for key, said in words.items():
        if key.casefold() == language or key.casefold().endswith(f"({language})"):
            return said
    return words.get(usual) or next(iter(words.values()), "")


type Answers = dict[str, Any]  # Any: texts, numbers, lists of codes, and for a repeat a list of such dicts
