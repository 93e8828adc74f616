"""Makes Django ready when imported: the first import of every door, for models can only be read after it."""

import gc
import os

import django

# Files are small and there is a process for each core: handing their columns from thread to thread costs more than it saves.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightstart.settings")
django.setup()

# A file makes thousands of shapes that live for a moment and hold no circles. Python's own thresholds would search them, and
# now and then all that Django has loaded, again and again: an eighth of a worker's time.
gc.freeze()
gc.set_threshold(50_000, 20, 100)
