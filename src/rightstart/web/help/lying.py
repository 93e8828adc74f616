"""Hides where the documentation lies: inside the package when it is installed, beside the code in a checkout."""

from pathlib import Path
from typing import Final

PACKED: Final = Path(__file__).parent / "docs"  # in a wheel; see force-include in pyproject.toml
CHECKOUT: Final = Path(__file__).parents[4]


def docs() -> Path:
    """The folder of how-tos, rules, pictures and the glossary."""
    return PACKED if PACKED.is_dir() else CHECKOUT / "docs"


def changelog() -> Path:
    return (PACKED if PACKED.is_dir() else CHECKOUT) / "CHANGELOG.md"
