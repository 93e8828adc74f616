"""Makes Django ready when imported: the first import of every door, for models can only be read after it."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightstart.settings")
django.setup()
