"""Hides how the source is read: every module of the package as a syntax tree, and the layers it is laid out in."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "rightstart"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of Python; `name` is its path below src/rightstart, or below the checkout for tests."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return parsed(self.text)

    @property
    def package(self) -> str:
        """The part of the house it belongs to: `births` for births/match.py, `cli` for cli.py."""
        return self.name.split("/")[0].removesuffix(".py")

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.name


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def modules(folder: Path = PACKAGE, below: Path = PACKAGE) -> list[Module]:
    """Every Python file of a folder."""
    return [
        Module(path.relative_to(below).as_posix(), path.read_text())
        for path in sorted(folder.rglob("*.py"))
        if "node_modules" not in path.parts
    ]


def packages() -> set[str]:
    """The names that can start the name of a table."""
    return {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}


@cache
def layers() -> dict[str, int]:
    """The height of each part of the house, 0 the lowest, as the import rules have it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [contract] = [c for c in contracts if c["type"] == "layers"]
    return {
        part.strip(" ()"): height
        for height, layer in enumerate(reversed(contract["layers"]))
        for part in re.split(r"[|:]", layer)
    }


def below(part: str, other: str) -> bool:
    """Whether `other` is a part that `part` may know of: itself or one of a lower layer."""
    heights = layers()
    return other == part or heights.get(other, -1) < heights.get(part, 99)


def functions(module: Module) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def imports(module: Module) -> Iterator[tuple[int, str, str]]:
    """Line, full dotted name and local name of everything imported."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, a.name, a.asname or a.name.split(".")[0]) for a in names)
            case ast.ImportFrom(module=str(source), names=names):
                yield from ((node.lineno, f"{source}.{a.name}", a.asname or a.name) for a in names)


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called: `create` of `Birth.objects.create(…)`."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def first_name(node: ast.expr) -> str:
    """The name a chain begins with: `Birth` of `Birth.objects.filter(…).update`."""
    while True:
        match node:
            case ast.Attribute(value=inner) | ast.Call(func=inner) | ast.Subscript(value=inner):
                node = inner
            case ast.Name(id=name):
                return name
            case _:
                return ""


def texts(module: Module) -> Iterator[tuple[int, str]]:
    """Every string in the code, with what is put in by an f-string as `{}`; its line. Docstrings are left out."""
    docs = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    pieces = {id(p) for n in ast.walk(module.tree) if isinstance(n, ast.JoinedStr) for p in n.values}
    for node in ast.walk(module.tree):
        if id(node) in docs or id(node) in pieces:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
