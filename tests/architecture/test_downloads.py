"""A file about families is handed over by one rule: every page that makes a file asks again who takes it, or says why not."""

import ast
from pathlib import PurePosixPath

from tests.architecture.source import Module, called, calls, functions, modules

MAKERS = {"attached", "csv_attached", "pdf_attached", "zip_attached"}
RULE = "after_confirming"
# Pages whose files name no family, neither by name nor by reference, with what stands in them instead.
NAME_NO_FAMILY = {
    "quality/views.py:report": "counts of faults",
    "breaches/files.py:draft": "counts; whom it goes to is written in by hand",
    "first_day/views.py:people_template": "headings",
    "first_day/views.py:centres_template": "headings",
    "letters/keeping.py:sample": "an example with made-up words",
    "agreements/proving.py:archive": "an agreement and its proof",
    "agreements/papers.py:paper": "a paper of an agreement",
    "agreements/one.py:handed": "a signed agreement",
    "rights/requests.py:letter": "the reference of a request, and standing sentences",
    "register/papers.py:as_json": "the public register",
    "register/papers.py:_csv": "the public register",
    "ledger/papers.py:proof": "a proof from the ledger",
    "consignments/views.py:history": "receipts",
    "consignments/views.py:faults": "row numbers and faults, never what stood in a row",
    "consignments/views.py:download": "a receipt",
    "feed_contract/views.py:paper": "the feed contract",
    "areas/views.py:template": "headings",
    "joining/exchange.py:template": "headings",
    "drafting/signed.py:paper": "a signed agreement",
}


def making(module: Module) -> dict[str, bool]:
    """Each function of a module that hands over a file, with whether the rule stands over it."""
    folder = str(PurePosixPath(module.name).relative_to("web")) if module.name.startswith("web/") else ""
    found = {}
    for function in functions(module) if folder and folder != "downloads.py" else ():
        made = [call for call in calls(Module(module.name, ast.unparse(function))) if called(call) in MAKERS]
        if made:
            under = {one.id for one in function.decorator_list if isinstance(one, ast.Name)}
            found[f"{folder}:{function.name}"] = RULE in under
    return found


def test_every_page_that_makes_a_file_asks_again_or_names_no_family() -> None:
    found = {page: asks for module in modules() for page, asks in making(module).items()}
    assert {page for page, asks in found.items() if not asks} == set(NAME_NO_FAMILY)


def test_the_check_sees_a_file_that_is_handed_over_unasked() -> None:
    text = "@seated()\n{}def file(request, seat):\n    return csv_attached('a.csv', [], [])\n"
    assert making(Module("web/x/views.py", text.format(""))) == {"x/views.py:file": False}
    assert making(Module("web/x/views.py", text.format("@after_confirming\n"))) == {"x/views.py:file": True}
