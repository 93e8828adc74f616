"""The intake role may look up who sends and for whom."""

from django.db import migrations

from rightstart.engine.guards import for_intake


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("directory", "0001_initial"))
    operations = for_intake("directory_organisation", verbs="SELECT")
