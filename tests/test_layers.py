"""Which module may know which. A new line in ALLOWED belongs in the commit that needs it; think twice before.

Another module is reached through its `door.py` alone, or by pure files through its `schema.py`, which knows no Django.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Mapping, Set

from tests.house import REPOSITORY, Source, files, imports, sources, tree

GROUND = {"countries", "places", "logbook", "access"}
WORK = {"groups", "people", "encounters"}
ALLOWED: dict[str, set[str]] = {
    "countries": set(),
    "places": {"countries"},
    "logbook": set(),
    "access": {"logbook", "countries"},
    "groups": GROUND,
    "people": GROUND | {"groups"},
    "encounters": GROUND | {"groups", "people"},
    "rescue": GROUND | WORK | {"messages", "guidance"},
    "legal": GROUND | WORK | {"messages"},
    "complaints": {"logbook", "access", "countries"},
    "protection": GROUND | WORK | {"messages"},
    "medical": GROUND | WORK,
    "referrals": GROUND | WORK,
    "tracing": GROUND | WORK,
    "messages": {"logbook", "access", "countries"},
    "safety": GROUND | {"groups", "messages"},
    "supplies": GROUND | {"groups"},
    "gatherings": GROUND | WORK | {"supplies"},
    "guidance": GROUND | WORK | {"messages"},
    "notices": GROUND | {"guidance", "safety", "rescue"},
    "paper": GROUND | {"groups"},
    "handouts": {"countries", "guidance"},
    "statistics": GROUND,
    "reports": GROUND | WORK | {"statistics"},
    "readiness": {"logbook", "access", "countries"},
    "transparency": GROUND | {"statistics"},
    "programme": GROUND | {"statistics"},
    "press": GROUND | {"statistics", "programme"},
    "training": GROUND,
    "exchange": GROUND | {"statistics"},
    "workshops": GROUND,
    "bundles": GROUND | {"referrals", "statistics"},
    "surveys": GROUND | WORK,
    "webhooks": {"logbook", "access", "countries"},
}
FACES = {"desk", "client", "cli", "demo", "relay", "public"}
HOUSE = {"settings"}  # puts the others together

DOORS = {"door", "schema"}

# Known to all.
COMMON = {
    "vereda.band",
    "vereda.each",
    "vereda.errors",
    "vereda.once",
    "vereda.ruled",
    "vereda.said",
    "vereda.practice",
    "vereda.settings.environment",
    "vereda.settings.errors",
    "vereda.settings.secrets",
    "vereda.settings.spark",
    "vereda.uncollected",
}

# Files (or folders) of these names import without Django, wherever they are; so do these others.
PURE_NAMES = {"words", "errors", "entries", "rules", "facts", "schema", "clock", "ids", "disclosure"}
PURE_NAMES |= {"editions", "public_tables", "shelf", "sealing", "envelopes", "signatures", "reading", "planning", "tiles"}
PURE_NAMES |= {"charts", "feeds", "figures", "outputs", "trends"}
# Pure packages whose names others import: docs/decisions/names-for-scientists.md.
PUBLISHED = {"vereda.rescue.planning", "vereda.rescue.planning.body", "vereda.medical.rules", "vereda.people.matching"}
PUBLISHED |= {"vereda.people.exchange", "vereda.statistics.trends"}
PURE_TOO = {
    "vereda.band",
    "vereda.errors",
    "vereda.ruled",
    "vereda.said",
    "vereda.practice",
    "vereda.uncollected",
    "vereda.settings.environment",
    "vereda.settings.errors",
    "vereda.settings.secrets",
    "vereda.settings.spark",
    "vereda.countries.door",
    "vereda.encounters.asking",
    "vereda.statistics.by_hand",
    "vereda.logbook.forms",
}


def is_pure(source: Source) -> bool:
    if source.module == "desk":  # its words are of the screen, translated when they are drawn
        return False
    return source.name in PURE_TOO or (bool(source.module) and source.inner.split(".")[0] in PURE_NAMES)


def complaint(source: Source, target: str) -> str | None:
    """Return what is wrong with a file importing `target`, or None."""
    other = files().get(target)
    if target in COMMON or other is None or other.module == source.module or source.module in HOUSE:
        return None
    if source.module not in FACES and other.module not in ALLOWED.get(source.module, set()):
        return f"{source.module or source.name} may not know {other.module or target}"
    if other.inner in DOORS or other.name in PUBLISHED:
        return None
    return f"{other.module} is reached through its door.py, not {target}"


def test_the_table_names_every_module_and_has_no_circle():
    there = {source.module for source in sources() if source.module}
    assert there - FACES - HOUSE <= set(ALLOWED), "a module without a line in ALLOWED"
    assert circle(ALLOWED) is None


def test_every_file_imports_only_what_its_floor_may_know():
    wrong = [
        f"{source}:{used.line}: {said}"
        for source in sources()
        for used in imports(source)
        if (said := complaint(source, used.target))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_imports_itself_by_a_detour():
    graph = {
        source.name: {used.target for used in imports(source) if used.at_start and used.target in files()} for source in sources()
    }
    assert (found := circle(graph)) is None, " > ".join(found or [])


def test_pure_files_import_where_there_is_no_django():
    pure = [source.name for source in sources() if is_pure(source)]
    assert pure
    program = f"""
import importlib, sys
class NoDjango:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in {{'django', 'allauth', 'ninja'}}:
            raise ImportError(f'{{name}} is imported by a pure file')
sys.meta_path.insert(0, NoDjango())
bad = []
for name in {pure!r}:
    try:
        importlib.import_module(name)
    except ImportError as error:
        bad.append(f'{{name}}: {{error}}')
print('\\n'.join(bad))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    assert not done.stdout.strip(), done.stdout


def test_a_package_file_holds_a_docstring_and_nothing_else():
    packages = [source for source in sources() if source.path.name == "__init__.py"]
    assert packages
    plain = [source for source in packages if source.name not in PUBLISHED]
    assert [str(source) for source in plain if not is_docstring_only(tree(source.path))] == []
    for source in set(packages) - set(plain):
        assert is_only_own_names(source), f"{source}: a published package holds its own names and __all__, nothing else"


def is_only_own_names(source: Source) -> bool:
    """Tell whether a published package has a docstring, imports from its own files, and `__all__`."""
    docstring, *rest = tree(source.path).body
    return isinstance(docstring, ast.Expr) and all(
        one.module.startswith((source.name, "__future__"))
        if isinstance(one, ast.ImportFrom) and one.module
        else isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "__all__"
        for one in rest
    )


def is_docstring_only(file: ast.Module) -> bool:
    return all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) for one in file.body) and len(file.body) <= 1


def circle(graph: Mapping[str, Set[str]]) -> list[str] | None:
    """Return one circle of a graph as a path that ends where it began, or None."""
    done: set[str] = set()

    def visit(name: str, way: list[str]) -> list[str] | None:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return None
        found = next((found for other in sorted(graph.get(name, ())) if (found := visit(other, [*way, name]))), None)
        done.add(name)
        return found

    return next((found for name in sorted(graph) if (found := visit(name, []))), None)


def test_a_circle_is_found_and_named():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle({"a": {"b", "c"}, "b": {"c"}}) is None


def test_a_step_to_a_higher_floor_and_a_way_past_the_door_are_told_apart():
    words = files()["vereda.logbook.words"]
    assert complaint(words, "vereda.access.words") == "logbook may not know access"
    assert complaint(files()["vereda.access.models"], "vereda.logbook.models") == (
        "logbook is reached through its door.py, not vereda.logbook.models"
    )
    assert complaint(words, "vereda.errors") is None
