"""The intake role may look up which council a home lies in."""

from django.db import migrations

from rightstart.engine.guards import for_intake


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("places", "0001_initial"))
    operations = for_intake("places_council", "places_smallarea", "places_postcode", verbs="SELECT")
