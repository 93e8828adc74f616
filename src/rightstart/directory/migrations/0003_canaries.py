"""Organisations made up to try the gate: the database lets nobody hold a role at one."""

from django.db import migrations, models

NOBODY = """
CREATE FUNCTION directory_nobody_at_a_canary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM directory_organisation WHERE id = NEW.organisation_id AND canary) THEN
        RAISE EXCEPTION 'nobody can hold a role at a canary';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nobody_at_a_canary BEFORE INSERT OR UPDATE ON directory_role
    FOR EACH ROW EXECUTE FUNCTION directory_nobody_at_a_canary();
CREATE FUNCTION directory_a_canary_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.canary <> OLD.canary THEN
        RAISE EXCEPTION 'what is a canary stays one, and nothing becomes one';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_canary_for_ever BEFORE UPDATE ON directory_organisation
    FOR EACH ROW EXECUTE FUNCTION directory_a_canary_for_ever();
"""


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_guards"),)
    operations = (
        migrations.AddField(
            "organisation",
            "canary",
            models.BooleanField(db_default=False, help_text="made up to try the gate; nobody can hold a role there"),
        ),
        migrations.RunSQL(NOBODY, migrations.RunSQL.noop),
    )
