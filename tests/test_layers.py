"""Imports only point down: each module of `kg` stands on a layer and imports from lower ones, without cycles."""

from __future__ import annotations

import ast
from itertools import combinations
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"

# From below. A part is a module or a package; parts of one layer do not import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("model", "namespaces", "resources"),
    (
        *(
            "columns",
            "copies",
            "duplicates",
            "guard",
            "iri",
            "lexicon",
            "literals",
            "matching",
            "outputs",
            "rules",
            "slots",
        ),
        *("spans", "stated", "workers"),
    ),
    ("shacl",),
    ("language", "statements", "validate", "vocabulary"),
    ("shapes",),
    ("coverage", "declared", "ntriples", "verdicts"),
    (
        "documents",
        "endpoint",
        "nlp",
        "pages_data",
        "query",
        "rdf",
        "read",
        "report",
        "store",
        "structure",
        "tables",
        "extract",
        "link",
    ),
    ("empty", "evaluate", "explain", "export", "rows", "search", "shards", "show"),
    ("build", "view"),
    ("serve",),
    ("api", "cli"),
    ("__main__",),
)
LAYER = {part: number for number, parts in enumerate(LAYERS) for part in parts}


def modules() -> dict[str, Path]:
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}


def part(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def imported(path: Path, *, typing: bool = True) -> set[str]:
    """Modules of `kg` that a file imports, anywhere in it, as names below `kg`; `typing`: also for checkers alone."""
    names = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not typing:
            continue
        waiting.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    below = {name.removeprefix("kg.") for name in names if name.startswith("kg.")}
    return below - {"__version__"}


MODULES = modules()


def test_no_part_stands_on_two_layers() -> None:
    assert all(not set(one) & set(other) for one, other in combinations(LAYERS, 2))


def test_every_module_has_a_layer() -> None:
    assert {part(module) for module in MODULES} - {*LAYER, "__init__"} == set()


def test_an_import_that_points_up_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text("def later():\n    from kg.rdf import quads\n")
    assert {part(name) for name in imported(tmp_path / "model.py")} == {"rdf"}
    assert LAYER["rdf"] > LAYER["model"]


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    own = part(module)
    above = {
        name
        for name in imported(MODULES[module])
        if part(name) != own and LAYER.get(part(name), len(LAYERS)) >= LAYER.get(own, len(LAYERS))
    }
    assert above == set()


@pytest.mark.parametrize("package", sorted({part(module) for module in MODULES if "." in module}))
def test_a_package_has_no_cycle_within(package: str) -> None:
    inner = {module for module in MODULES if part(module) == package}
    waiting = {module: _inner(module, inner) for module in inner}
    while free := [module for module, needs in waiting.items() if not needs]:
        for module in free:
            del waiting[module]
        for needs in waiting.values():
            needs.difference_update(free)
    assert sorted(waiting) == []


def _inner(module: str, inner: set[str]) -> set[str]:
    """Modules of the same package that a module imports; `__init__` of a package is the package."""
    found = set()
    for name in imported(MODULES[module], typing=False):
        for candidate in (name, name.rpartition(".")[0]):
            if candidate in inner and candidate != module:
                found.add(candidate)
    return found


# What `kg --help` and `kg query` must not load, beside the modules that may load it where they start.
HEAVY = frozenset(
    [
        *(
            "docx",
            "jieba",
            "lxml",
            "networkx",
            "opencc",
            "openpyxl",
            "pypdfium2",
            "pyshacl",
            "pyvis",
            "rdflib",
            "rensa",
        ),
        *("rjieba", "spacy", "warcio"),
    ]
)
LIGHT = (
    "api",
    "cli",
    "empty",
    "endpoint",
    "errors",
    "model",
    "namespaces",
    "query",
    "store",
    "tables",
    "report",
    "outputs",
    "pages_data",
    "rows",
    "search",
)


def test_light_parts_are_there() -> None:
    assert set(LIGHT) <= {part(module) for module in MODULES}


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) in LIGHT])
def test_a_light_module_loads_nothing_heavy_when_it_is_imported(module: str) -> None:
    found = set()
    for node in ast.parse(MODULES[module].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {part(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(part(node.module or ""))
    assert found & HEAVY == set()
