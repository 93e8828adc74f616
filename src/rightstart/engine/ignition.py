"""Makes Django ready when imported: the first import of every door, for models can only be read after it."""

import os

import django

# Files are small and there is a process for each core: handing their columns from thread to thread costs more than it saves.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightstart.settings")
django.setup()
