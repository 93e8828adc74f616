"""Hides the SQL of grants and row security, so that each package's migration reads as a list of who may see what."""

from django.db.migrations import RunSQL

OWN = "(SELECT sec.organisation())"


def row_security(*tables: str) -> list[RunSQL]:
    """Switch row security on: the working roles see every row, viewers only what a policy shows them."""
    statements: list[str] = []
    for table in tables:
        statements += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY worker_works ON {table} TO rightstart_worker USING (true) WITH CHECK (true)",
        ]
    return [RunSQL(";\n".join(statements), RunSQL.noop)]


def for_intake(*tables: str, verbs: str = "SELECT, INSERT", rows: bool = False) -> list[RunSQL]:
    """Rights of the intake role; `rows` where the table has row security."""
    statements: list[str] = []
    for table in tables:
        statements.append(f"GRANT {verbs} ON {table} TO rightstart_intake")
        if rows:
            statements.append(
                f"CREATE POLICY intake_works ON {table} TO rightstart_intake USING (true) WITH CHECK (true)"
            )
    return [RunSQL(";\n".join(statements), RunSQL.noop)]


def shown_to(viewer: str, table: str, condition: str, *, columns: str = "") -> list[RunSQL]:
    """Let one kind of viewer read the rows of a table (or these columns) that meet a condition; `{own}`: its organisation."""
    role, which = f"rightstart_{viewer}", f" ({columns})" if columns else ""
    return [
        RunSQL(
            [
                f"GRANT SELECT{which} ON {table} TO {role}",
                f"CREATE POLICY {viewer}_sees_own ON {table} FOR SELECT TO {role} USING ({condition.format(own=OWN)})",
            ],
            RunSQL.noop,
        )
    ]
