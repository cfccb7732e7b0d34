"""The source of the house, read as text: which files there are, and what each imports. Nothing is imported to find out."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "vereda"
ON_POSTGRESQL = bool(os.environ.get("VEREDA_TEST_DATABASE_URL"))
IS_WHOLE = bool(os.environ.get("VEREDA_TEST_WHOLE"))
"""`make drill-random`: all of what `make test` draws a part of."""


def examples(many: int) -> int:
    """Return how many random examples to take: on PostgreSQL, where each takes four times as long, a third of those on SQLite."""
    return many // 3 if ON_POSTGRESQL and not IS_WHOLE else many


@dataclass(frozen=True)
class Source:
    """One Python file. name: dotted, 'vereda.rescue.rules'; module: 'rescue', or '' for a file at the root."""

    path: Path
    name: str
    module: str

    @property
    def inner(self) -> str:
        """Its dotted name inside the module: 'rules.closing'; '' for the package itself."""
        return self.name.removeprefix(f"vereda.{self.module}").lstrip(".") if self.module else self.name.removeprefix("vereda.")

    def __str__(self) -> str:
        return str(self.path.relative_to(REPOSITORY))


@dataclass(frozen=True)
class Import:
    """One name that a file imports from the house. at_start: when the file is imported, not later in a function."""

    target: str
    line: int
    at_start: bool


@cache
def sources() -> tuple[Source, ...]:
    """Return every Python file of the package that is no test and no migration."""
    kept = (path for path in sorted(PACKAGE.rglob("*.py")) if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts))
    return tuple(_source(path) for path in kept)


def _source(path: Path) -> Source:
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    return Source(path, name, parts[1] if len(parts) > 2 else "")


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def files() -> dict[str, Source]:
    """Return the files by dotted name."""
    return {source.name: source for source in sources()}


def imports(source: Source) -> tuple[Import, ...]:
    """Return what a file imports from the house; `from vereda.a import b` is vereda.a.b where that is a file."""
    found = []
    for node, at_start in _walk(tree(source.path), True):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno, at_start) for alias in node.names if _is_ours(alias.name)]
        elif isinstance(node, ast.ImportFrom) and _is_ours(base := _base(source, node)):
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                found.append(Import(whole if whole in files() else base, node.lineno, at_start))
    return tuple(found)


def _base(source: Source, node: ast.ImportFrom) -> str:
    """Return what stands between `from` and `import`, in full."""
    if not node.level:
        return node.module or ""
    folders = source.path.relative_to(REPOSITORY).with_suffix("").parts[: -node.level]
    return ".".join([*folders, *([node.module] if node.module else [])])


def _is_ours(name: str) -> bool:
    return name == "vereda" or name.startswith("vereda.")


def _walk(node: ast.AST, at_start: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _is_for_types_only(child)
        yield child, at_start and not later
        yield from _walk(child, at_start and not later)


def _is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
