"""Hides how the database is made ready: our own server started or somebody else's checked, and the schema brought up to date."""

import os
from contextlib import suppress

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from rightstart.engine import keys, postgres
from rightstart.engine.place import home


def make_ready() -> None:
    """Start or find the server, refuse one that is too old, bring the schema up to date. Quick when all is done already."""
    if "DATABASE_URL" not in os.environ:
        postgres.ensure(home())
    keys.directory(home())
    owner = connections["owner"]
    owner.ensure_connection()
    postgres.refuse_older(owner.connection.info.server_version)
    executor = MigrationExecutor(owner)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    owner.close()


def let_go() -> None:
    """Close every connection of this process."""
    with suppress(Exception):
        connections.close_all()
