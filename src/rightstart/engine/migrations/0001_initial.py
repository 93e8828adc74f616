"""The database's roles and the function that knows whose session it is: before any table exists, so that none is without."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from psycopg import sql

ROLES = ("intake", "worker", "centre", "council", "supplier", "monitor")

SESSIONS = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA sec;
CREATE TABLE sec.viewing (
    token_hash bytea PRIMARY KEY,
    role text NOT NULL,
    organisation_id bigint NOT NULL,
    until_at timestamptz NOT NULL
);
CREATE FUNCTION sec.organisation() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT v.organisation_id FROM sec.viewing v
    WHERE v.token_hash = sha256(convert_to(coalesce(current_setting('rightstart.token', true), ''), 'UTF8'))
      AND v.role = session_user AND v.until_at > now()
$$;
REVOKE ALL ON FUNCTION sec.organisation() FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA sec TO rightstart_worker, rightstart_centre, rightstart_council, rightstart_supplier, rightstart_monitor;
GRANT EXECUTE ON FUNCTION sec.organisation() TO rightstart_centre, rightstart_council, rightstart_supplier, rightstart_monitor;
GRANT SELECT, INSERT, DELETE ON sec.viewing TO rightstart_worker;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rightstart_worker;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO rightstart_worker, rightstart_intake;
"""


def make_roles(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """One login for each kind of work and of viewer; no role is a member of another and none goes round row security."""
    with editor.connection.cursor() as cursor:
        for name in ROLES:
            role = f"rightstart_{name}"
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            word = "ALTER" if cursor.fetchone() else "CREATE"
            cursor.execute(
                sql.SQL(word + " ROLE {} LOGIN NOINHERIT PASSWORD {}").format(
                    sql.Identifier(role), sql.Literal(settings.DATABASES["default"]["PASSWORD"])
                )
            )


class Migration(migrations.Migration):
    initial = True
    # What a role may do by default counts only for tables made later: so this comes before every other table.
    run_before = (
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
        ("account", "0001_initial"),
        ("procrastinate", "0001_initial"),
    )
    operations = (migrations.RunPython(make_roles, migrations.RunPython.noop), migrations.RunSQL(SESSIONS))
