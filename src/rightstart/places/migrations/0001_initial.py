from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engine", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("name", models.TextField()),
                ("from_on", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code", "from_on"), name="a_council_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Postcode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("postcode", models.TextField()),
                ("council_code", models.TextField()),
                ("small_area_code", models.TextField()),
                ("from_on", models.DateField()),
                ("terminated", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("postcode", "from_on"), name="a_postcode_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="SmallArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("name", models.TextField(default="")),
                ("council_code", models.TextField()),
                ("from_on", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code", "from_on"), name="a_small_area_once_a_day")],
            },
        ),
    ]
