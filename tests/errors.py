"""Every error that Vereda raises on purpose, read from the source: code, words, and the sentence that explains it."""

from __future__ import annotations

import ast
from typing import NamedTuple

from tests.house import REPOSITORY, Source, sources, tree

PAGE = REPOSITORY / "docs" / "engineer" / "errors.md"
HEAD = """# Errors

Everything that Vereda refuses on purpose has a stable code. Pages, the phone and other nodes choose their words by it; the
command line prints code and words in one line and ends with 2 (something to correct). Words in {braces} are filled in.

This page is written by `make docs`; the sentence under each code is the docstring of its class.
"""


class Known(NamedTuple):
    """One class of error."""

    code: str
    hint: str
    meaning: str
    module: str
    where: str


def known() -> list[Known]:
    """Return every error with a code of its own, by code."""
    return sorted(found for source in sources() for node in ast.walk(tree(source.path)) if (found := _read(source, node)))


def _read(source: Source, node: ast.AST) -> Known | None:
    if not isinstance(node, ast.ClassDef) or not node.bases:
        return None
    texts = {name: value for statement in node.body if (pair := _text(statement)) for name, value in [pair]}
    if "code" not in texts or "." not in texts["code"]:
        return None
    if node.name == "FieldError" or (ast.get_docstring(node) or "").startswith("Base of"):
        return None  # never raised itself
    meaning = " ".join((ast.get_docstring(node) or "").split())
    return Known(texts["code"], texts.get("hint", ""), meaning, source.module or "vereda", f"{source}:{node.lineno}")


def _text(statement: ast.stmt) -> tuple[str, str] | None:
    """Return name and value of `name = "text"` or `name: ClassVar[str] = "text"`."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
            return name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(value))):
            return name, value
    return None


def page() -> str:
    """Return the page that documents every error."""
    parts = [HEAD]
    for error in known():
        parts.append(
            f"\n## `{error.code}`\n\n"
            + "\n\n".join(text for text in (error.meaning, f"> {error.hint}" if error.hint else "") if text)
            + "\n"
        )
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
