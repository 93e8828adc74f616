"""What import rules cannot see: who writes which table, who reads upwards in SQL, and foreign keys written as text."""

import ast
import re

import pytest

from tests.architecture.source import (
    PACKAGE,
    Module,
    below,
    called,
    calls,
    first_name,
    imports,
    layers,
    modules,
    packages,
    texts,
)

WRITES = {"create", "bulk_create", "bulk_update", "update", "delete", "save", "get_or_create", "update_or_create"}
BULK = {"copy_rows", "copy_frame", "insert_rows"}
LINKS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
WRITTEN = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|COPY|TRUNCATE|MERGE\s+INTO)\s+(?:ONLY\s+)?\"?([a-z]+)_\w+"
)
READ = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(?:ONLY\s+)?\"?([a-z]+)_\w+")


def foreign_models(module: Module) -> dict[str, str]:
    """Local names of other packages' models, or of their module, with the package each is of."""
    named = {}
    for _, name, local in imports(module):
        found = re.fullmatch(r"rightstart\.(\w+)\.models(\.\w+)?", name)
        if found and found[1] != module.package:
            named[local] = found[1]
    return named


def foreign_writes(module: Module) -> list[str]:
    """Writes to another package's table: by its model, by a bulk write to its name, or in SQL."""
    strangers, others = foreign_models(module), packages() - {module.package}
    found = []
    for call in calls(module):
        owner = strangers.get(first_name(call.func)) if called(call) in WRITES else None
        match call:
            case ast.Call(args=[ast.Constant(value=str(table)), *_]) if called(call) in BULK:
                owner = table.split("_")[0] if table.split("_")[0] in others else None
            case ast.Call(args=[ast.expr() as table, *_]) if called(call) in BULK:
                owner = strangers.get(first_name(table))
        if owner:
            found.append(f"{module.name}:{call.lineno}: writes a table of {owner}")
    for line, text in texts(module):
        found += [f"{module.name}:{line}: {o}" for o in sql_writes(text, module.package)]
    return found


def sql_writes(text: str, own: str) -> list[str]:
    return [f"writes a table of {p}" for p in WRITTEN.findall(text) if p in packages() - {own}]


def sql_reads_upwards(text: str, own: str) -> list[str]:
    return [f"reads a table of {p}" for p in READ.findall(text) if p in packages() and not below(own, p)]


def upward_links(module: Module) -> list[str]:
    """Foreign keys written as "package.Model" to a package that this one may not know of."""
    found = []
    for call in calls(module):
        targets = [*call.args[:1], *(k.value for k in call.keywords if k.arg in {"to", "through"})]
        for target in targets if called(call) in LINKS else []:
            if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
                package = target.value.split(".")[0]
                if package in packages() and not below(module.package, package):
                    found.append(f"{module.name}:{call.lineno}: link up to {target.value}")
    return found


def test_a_table_is_written_only_by_its_own_package() -> None:
    assert [finding for module in modules() if not module.is_migration for finding in foreign_writes(module)] == []


def test_sql_files_write_only_their_own_tables_and_read_only_downwards() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.sql")):
        name, own = path.relative_to(PACKAGE).as_posix(), path.relative_to(PACKAGE).parts[0]
        found += [f"{name}: {f}" for f in sql_writes(path.read_text(), own) + sql_reads_upwards(path.read_text(), own)]
    assert found == []


def test_sql_in_code_reads_only_downwards() -> None:
    written = [module for module in modules() if not module.is_migration and module.package in layers()]
    found = [(m.name, line, f) for m in written for line, text in texts(m) for f in sql_reads_upwards(text, m.package)]
    assert found == []


def test_foreign_keys_point_only_downwards() -> None:
    assert [finding for module in modules() if not module.is_migration for finding in upward_links(module)] == []


FOREIGN = "from rightstart.births.models import Birth\n"
BAD_WRITES = [
    FOREIGN + "Birth.objects.create(x=1)",
    FOREIGN + "Birth.objects.using('owner').filter(x=1).update(x=2)",
    FOREIGN + "Birth(x=1).save()",
    "from rightstart.births import models\nmodels.Birth.objects.all().delete()",
    "cursor.execute('INSERT INTO births_birth VALUES (1)')",
    "cursor.execute(f'UPDATE births_birth SET x = {y}')",
    "copy_rows('births_birth', ['x'], [])",
    FOREIGN + "bulk.insert_rows(Birth._meta.db_table, ['x'], [])",
]
GOOD_WRITES = [
    FOREIGN + "Birth.objects.filter(x=1).values()",
    "from rightstart.release.models import Decision\nDecision.objects.create(x=1)",
    "cursor.execute('INSERT INTO release_decision SELECT 1 FROM births_birth')",
    "cursor.execute('SELECT 1 FROM births_birth FOR UPDATE')",
    "copy_rows('release_decision', ['x'], [])",
    '"""Never: INSERT INTO births_birth."""',
]


@pytest.mark.parametrize("text", BAD_WRITES)
def test_the_check_sees_a_write_to_another_packages_table(text: str) -> None:
    assert len(foreign_writes(Module("release/disclose.py", text))) == 1


@pytest.mark.parametrize("text", GOOD_WRITES)
def test_the_check_lets_reads_and_own_writes_be(text: str) -> None:
    assert foreign_writes(Module("release/disclose.py", text)) == []


def test_the_check_sees_a_read_and_a_link_upwards() -> None:
    assert sql_reads_upwards("SELECT 1 FROM release_decision JOIN births_birth b", "births") == [
        "reads a table of release"
    ]
    link = "x = models.ForeignKey('release.Decision', on_delete=models.PROTECT)"
    assert len(upward_links(Module("births/models.py", link))) == 1
    assert upward_links(Module("handover/models.py", link)) == []


def test_siblings_may_not_know_of_each_other() -> None:
    assert not below("safeguards", "allocation")
    assert below("release", "allocation")
