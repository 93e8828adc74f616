"""What centres said of their services in letters, a line each, moves to their directories; letters stay word for word."""

from django.db import migrations

MOVE = """
INSERT INTO listings_listing (reference, centre_id, kind, title, times, place, booking, in_letters, from_on)
SELECT left(replace(gen_random_uuid()::text, '-', ''), 16), w.centre_id, 'other', btrim(line.words, E' \\t\\r'), '', '', '', true,
       CURRENT_DATE
FROM contact_centrewords w, regexp_split_to_table(w.services, '\\n') WITH ORDINALITY AS line (words, number)
WHERE btrim(line.words, E' \\t\\r') <> '' ORDER BY w.centre_id, line.number
"""


class Migration(migrations.Migration):
    dependencies = (("contact", "0010_what_changed"), ("listings", "0001_initial"))
    operations = (
        migrations.RunSQL(MOVE, migrations.RunSQL.noop, elidable=True),
        migrations.RemoveField("centrewords", "services"),
    )
