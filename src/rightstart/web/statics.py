"""Hides how style and scripts are sent: compressed beforehand, under names that change with what is in them, so kept for good."""

from datetime import UTC, datetime
from typing import Final

from whitenoise.storage import CompressedManifestStaticFilesStorage

LONG_AGO: Final = datetime(1980, 1, 1, tzinfo=UTC)


class Collected(CompressedManifestStaticFilesStorage):
    """The static files, collected into RIGHTSTART_HOME/static each time that the pages begin to be served."""

    support_js_module_import_aggregation = True  # what a script imports is asked for by its kept name too

    def get_modified_time(self, name: str) -> datetime:
        """What lies there is never taken for as new as what is shipped: an older release has older dates, and is another."""
        return LONG_AGO
