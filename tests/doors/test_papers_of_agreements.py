"""Whoever is a party takes the papers of an agreement away, by page or by command; nobody else does."""

import io
import json
import re
from html import unescape
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rightstart.agreements.kit.papers import PAPERS
from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from tests.doors.conftest import SignIn
from tests.doors.world import World

PDF = "application/pdf"


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def listed(client: Client, reference: str) -> tuple[str, list[str]]:
    """The page about the papers, and where each of them is."""
    page = client.get(reverse("agreement-papers"), {"reference": reference}, follow=True).content.decode()
    return page, [unescape(one) for one in re.findall(r'href="([^"]*/agreements/paper\?[^"]*)"', page)]


def said(content: bytes, kind: str) -> str:
    if kind == PDF:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return "\n".join(line.text for line in docx.Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize("role", [RoleKind.IG_LEAD, RoleKind.DIRECTOR, RoleKind.CALDICOTT_GUARDIAN])
def test_a_party_takes_each_paper_away_in_both_formats(world: World, sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    page = client.get(reverse("agreement"), {"reference": "DSA-1", "version": 1}).content.decode()
    assert f"{reverse('agreement-papers')}?reference=DSA-1" in page
    _, links = listed(client, "DSA-1")
    assert len(links) == 2 * len(PAPERS)
    for link in links:
        answer = client.get(link)
        ending = "pdf" if answer["Content-Type"] == PDF else "docx"
        assert re.fullmatch(rf'attachment; filename="DSA-1-v1-[a-z-]+\.{ending}"', answer["Content-Disposition"])
        assert "For review by your data protection officer" in said(answer.content, answer["Content-Type"])


def test_who_is_no_party_gets_no_paper(world: World, sign_in: SignIn) -> None:
    _, links = listed(sign_in(RoleKind.DIRECTOR), "DSA-1")
    operator = sign_in(RoleKind.SIGNING_DIRECTOR)
    page, none = listed(operator, "DSA-1")
    assert ("There is no such agreement" in page, none) == (True, [])
    answer = operator.get(links[0], follow=True)
    assert (answer["Content-Type"].partition(";")[0], "There is no such agreement" in answer.content.decode()) == (
        "text/html",
        True,
    )
    assert sign_in(RoleKind.CENTRE_WORKER).get(links[0]).status_code == 403


@pytest.mark.parametrize(
    "changed",
    [{"version": "9"}, {"version": "one"}, {"paper": "deed"}, {"format": "odt"}, {"version": ""}, {"paper": ""}],
    ids=str,
)
def test_what_there_is_not_leads_back_to_what_there_is(world: World, sign_in: SignIn, changed: dict[str, str]) -> None:
    asked = {"reference": "DSA-1", "version": "1", "paper": "dpia", "format": "pdf"} | changed
    page = sign_in(RoleKind.IG_LEAD).get(reverse("agreement-paper"), asked, follow=True).content.decode()
    assert "There is no such paper. Choose one of these." in page
    assert "Papers drawn from it" in page


def test_the_command_writes_what_the_page_gives(world: World, sign_in: SignIn, tmp_path: Path) -> None:
    out = tmp_path / "new" / "papers"
    done = run("agreement", "papers", "II-1", "--out", str(out))
    assert (done.exit_code, "Have your data protection officer review them" in done.stdout) == (0, True)
    asked = {"reference": "II-1", "version": "1", "paper": "brief", "format": "docx"}
    page = sign_in(RoleKind.DIRECTOR).get(reverse("agreement-paper"), asked)
    assert (out / "II-1-v1-brief.docx").read_bytes() == page.content
    told = json.loads(run("agreement", "papers", "II-1", "--version", "1", "--out", str(out), "--json").stdout)
    assert sorted(told["files"]) == sorted(one.name for one in out.iterdir())


def test_the_command_refuses_what_there_is_not(world: World, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    refused = run("agreement", "papers", "II-1", "--version", "9", "--out", str(out))
    assert (refused.exit_code, refused.stderr.strip()) == (1, "The agreement has no such version.")
    assert run("agreement", "papers", "NONE", "--out", str(out)).exit_code == 1
    assert not out.exists()
