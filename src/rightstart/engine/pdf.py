"""Hides how a paper is set: a typst template of a package, filled with plain data, as a tagged PDF."""

import json
from collections.abc import Mapping
from importlib.resources import files

import typst


def tagged_pdf(package: str, template: str, told: Mapping[str, object]) -> bytes:
    """A PDF/UA-1 made of `template.typ` of a package; the template reads `told` as JSON in sys.inputs.told."""
    source = files(f"rightstart.{package}").joinpath(f"{template}.typ").read_bytes()
    made = typst.compile(source, sys_inputs={"told": json.dumps(told)}, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made
