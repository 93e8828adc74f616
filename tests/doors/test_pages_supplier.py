"""What a supplier can send and see."""

import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rightstart.agreements import register
from rightstart.directory.rules import RoleKind
from rightstart.intake.contract import Attestation
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.models import Consignment
from rightstart.intake.shares import LEAST_FILES
from rightstart.terms import london_date
from tests import opened
from tests.doors.conftest import SignIn
from tests.doors.world import OURS, World, born, bring, file_of

SENDER = RoleKind.SUPPLIER_SENDER


def answers(world: World, *rows: Mapping[str, str], **more: Any) -> dict[str, Any]:
    """A send form filled in as a supplier would."""
    last = london_date(world.at) - timedelta(days=1)
    given = {
        "council": OURS,
        "kind": "births",
        "first_on": f"{last - timedelta(days=6):%d/%m/%Y}",
        "last_on": f"{last:%d/%m/%Y}",
        "attests": [one.value for one in Attestation],
    }
    if rows:
        given["file"] = SimpleUploadedFile("births of Alex Smith.csv", file_of(rows), "text/csv")
    return given | more


def sent(client: Client, given: Mapping[str, Any]) -> str:
    return client.post(reverse("send"), given, follow=True).content.decode()


def test_a_file_is_sent_and_its_receipt_tells_what_became_of_every_row(world: World, sign_in: SignIn) -> None:
    rows = [born(world.at, f"R{n}", baby_surname=name) for n, name in enumerate(("Smith", "Jones", "Khan", "Ali"))]
    faulty = born(world.at, "R9", born_on="2019-99-99")
    page = sent(sign_in(SENDER), answers(world, *rows, faulty, births_in_period="6"))
    assert "The file was taken in." in page
    assert "born_on is not a date that can be read" in page
    assert "Differs by 1" in page
    assert "Waiting in quarantine" in page
    assert "Smith" not in page


def test_the_same_file_again_shows_the_first_receipt(world: World, sign_in: SignIn) -> None:
    client, row = sign_in(SENDER), born(world.at, "R1")
    first = client.post(reverse("send"), answers(world, row))["Location"]
    again = client.post(reverse("send"), answers(world, row))["Location"]
    assert again == f"{first}?again=1"
    assert "Nothing happened twice" in client.get(again).content.decode()


def test_a_nil_return_needs_no_file(world: World, sign_in: SignIn) -> None:
    assert "The file was taken in." in sent(sign_in(SENDER), answers(world, nil="on"))


def test_what_is_missing_or_contradictory_is_said_beside_its_question(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    assert "Choose a file, or tick that there is nothing to report" in sent(client, answers(world))
    row = born(world.at, "R1")
    assert "not both" in sent(client, answers(world, row, nil="on"))
    before = f"{london_date(world.at) - timedelta(days=30):%d/%m/%Y}"
    assert "not before the first" in sent(client, answers(world, row, last_on=before))
    assert "Enter a real date" in sent(client, answers(world, row, first_on="31/2/2026"))
    assert "not in the future" in sent(client, answers(world, row, as_at="1/1/2100 9:00"))


def test_an_unknown_column_holds_the_file_and_says_which(world: World, sign_in: SignIn) -> None:
    content = file_of([born(world.at, "R1")]).replace(b"interpreter", b"school", 1)
    upload = SimpleUploadedFile("f.csv", content, "text/csv")
    page = sent(sign_in(SENDER), answers(world, file=upload))
    assert "The file was held" in page
    assert "school" in page


def test_a_receipt_is_downloaded_as_the_contract_prints_it(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    received = bring(world.at, born(world.at, "R1"))
    answer = client.get(reverse("receipt_download", args=[received.receipt["consignment"]]))
    assert "attachment" in answer["Content-Disposition"]
    assert answer.json()["totals"]["accepted"] == 1


def test_a_receipt_is_for_the_two_organisations_that_it_concerns(world: World, sign_in: SignIn) -> None:
    received = bring(world.at, born(world.at, "R1"))
    address = reverse("receipt", args=[received.receipt["consignment"]])
    seen = {role: sign_in(role).get(address).status_code for role in RoleKind}
    allowed = {SENDER, RoleKind.DATA_STEWARD, RoleKind.IG_LEAD}
    assert {role for role, status in seen.items() if status == 200} == allowed
    assert set(seen.values()) == {200, 403}


def test_an_unknown_receipt_is_not_found(sign_in: SignIn) -> None:
    assert sign_in(SENDER).get(reverse("receipt", args=["0000000000000000"])).status_code == 404


def unlike_the_past(world: World, client: Client) -> str:
    """A file full of holds after quiet weeks; the address of its receipt."""
    for week in range(LEAST_FILES):
        bring(world.at, *(born(world.at, f"P{week}-{n}", address_line_1=f"{week} {n} Road") for n in range(20)))
    rows = [born(world.at, f"N{n}", contact="hold") for n in range(8)]
    return str(client.post(reverse("send"), answers(world, *rows))["Location"])


def test_a_file_unlike_the_past_is_confirmed_on_its_own_page_and_goes_on(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    address = unlike_the_past(world, client)
    receipt = client.get(address).content.decode()
    assert "The file was held" in receipt
    assert "Holds stand in a share of the rows that is unlike" in receipt
    page = f"{address}/again"
    assert page in receipt
    attests = [one.value for one in Attestation]
    unticked = client.post(page, {"attests": attests}).content.decode()
    assert "Tick this once you have checked the holds" in unticked
    taken = client.post(page, {"attests": attests, "holds": "on"}, follow=True).content.decode()
    assert "The file was taken in." in taken


def test_a_file_that_was_taken_in_is_not_offered_again(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    address = client.post(reverse("send"), answers(world, born(world.at, "R1")))["Location"]
    assert "Take it up again" not in client.get(address).content.decode()
    assert "not held any more" in client.get(f"{address}/again", follow=True).content.decode()


def test_a_file_is_tried_and_leaves_no_trace(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    rows = [born(world.at, f"R{n}", baby_surname=name) for n, name in enumerate(("Smith", "Jones", "Khan", "Ali"))]
    faulty = [born(world.at, f"F{n}", born_on="2019-99-99") for n in range(2)]
    asked = {"council": OURS, "kind": "births", "attests": [one.value for one in Attestation], "births_in_period": "7"}
    given = asked | {"file": SimpleUploadedFile("births of Alex Smith.csv", file_of([*rows, *faulty]))}
    page = client.post(reverse("try"), given).content.decode()
    assert "It would be refused" in page
    better = asked | {"file": SimpleUploadedFile("f.csv", file_of([*rows, faulty[0]]))}
    page = client.post(reverse("try"), better).content.decode()
    assert "It would be accepted" in page
    assert "You declared 7; 5 would be counted" in page
    assert "born_on is not a date that can be read" in page
    assert "Smith" not in page
    assert not Consignment.objects.exists()


def test_of_a_workbook_with_several_sheets_one_is_asked_for_by_name(world: World, sign_in: SignIn) -> None:
    client, row = sign_in(SENDER), born(world.at, "R1")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in ("October", "November"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, list(row))
            sheet.write_row(1, 0, list(row.values()))
    asked = answers(world, file=SimpleUploadedFile("births.xlsx", out.getvalue()))
    assert "Name one of its sheets: October, November" in sent(client, asked)
    named = answers(world, file=SimpleUploadedFile("births.xlsx", out.getvalue()), sheet="November")
    assert "The file was taken in." in sent(client, named)


def test_the_contract_and_its_papers_are_open_to_all(world: World) -> None:
    anybody = Client()
    page = anybody.get(reverse("contract")).content.decode()
    for name in V1_0.names:
        assert name in page
    assert "birth weight" in page
    for paper in ("template.xlsx", "template.csv", "example.xlsx", "example.csv", "schema.json"):
        answer = anybody.get(reverse("contract_paper", args=["1.0", paper]))
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="births-1.0-{paper}"'
    assert anybody.get(reverse("contract_paper", args=["9.9", "template.csv"])).status_code == 404
    assert anybody.get(reverse("contract_paper", args=["1.0", "secrets.txt"])).status_code == 404


def test_the_history_is_filtered_and_leaves_as_a_file(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    accepted = bring(world.at, born(world.at, "R1")).receipt
    refused = bring(world.at, born(world.at, "R3", born_on="soon")).receipt
    listed = client.get(reverse("receipts"), {"status": "refused"}).content.decode()
    assert refused["consignment"] in listed
    assert accepted["consignment"] not in listed
    lines = client.get(reverse("receipts_file", args=["csv"])).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("receipt,supplier,council,kind,period")
    assert {line.split(",")[0] for line in lines[1:]} == {accepted["consignment"], refused["consignment"]}
    told = client.get(reverse("receipts_file", args=["json"]), {"status": "accepted"}).json()
    assert [one["consignment"] for one in told] == [accepted["consignment"]]
    assert client.get("/receipts.exe").status_code == 404
    wrong = client.get(reverse("receipt_faults", args=[refused["consignment"]])).content.decode("utf-8-sig")
    assert '2,born_on,date-form,"born_on is not a date' in wrong
    assert "soon" not in wrong


def one_record(client: Client, **given: str) -> str:
    told = {"council": OURS, "record_id": "R1", "what": "change"} | given
    return client.post(reverse("one_record"), told, follow=True).content.decode()


def test_one_record_is_corrected_or_taken_back_without_a_file(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    bring(world.at, born(world.at, "R1"))
    assert "The file was taken in." in one_record(client, parent_name="Noor Khan")
    assert opened.notices()[-1].parent_name == "Noor Khan"
    assert "Give at least one thing that changed" in one_record(client)
    assert "born_on is not a date that can be read" in one_record(client, born_on="soon")
    assert "No birth with this record_id is known" in one_record(client, record_id="R77", parent_name="X")
    assert "The file was taken in." in one_record(client, what="withdraw")
    assert "Noor Khan" not in sign_in(RoleKind.CENTRE_WORKER).get(reverse("worklist")).content.decode()


def test_a_record_put_right_by_hand_confirms_nobody_else(world: World, sign_in: SignIn) -> None:
    before = world.at - timedelta(days=9)
    bring(before, born(before, "R1"), born(before, "R2", parent_name="Kim Jones", address_line_1="9 Hill"))
    assert "Stopped" in sign_in(SENDER).get(reverse("feeds")).content.decode()
    one_record(sign_in(SENDER), parent_name="Noor Khan")
    assert "Stopped" in sign_in(SENDER).get(reverse("feeds")).content.decode()
    worklist = sign_in(RoleKind.CENTRE_WORKER).get(reverse("worklist")).content.decode()
    assert "Kim Jones" not in worklist
    assert "Noor Khan" not in worklist


def test_a_receipt_tells_where_its_births_stand_now_and_of_no_certain_child(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    rows = [born(world.at, f"R{n}", parent_name=f"Kim Green{n}", address_line_1=f"{n} Road") for n in range(3)]
    few = bring(world.at, *rows, born(world.at, "R9", contact="hold")).receipt["consignment"]
    assert "What became of its births since" not in client.get(reverse("receipt", args=[few])).content.decode()
    more = [born(world.at, f"M{n}", parent_name=f"Jo Brown{n}", address_line_1=f"{n} Lane") for n in range(6)]
    holds = [born(world.at, f"H{n}", contact="hold", address_line_1=f"{n} Hill") for n in range(6)]
    many = bring(world.at, *more, *holds).receipt["consignment"]
    told = client.get(reverse("receipt", args=[many])).content.decode()
    assert "With a centre" in told
    assert "Withheld by a safeguard" not in told
    steward = sign_in(RoleKind.DATA_STEWARD).get(reverse("receipt", args=[many])).content.decode()
    assert "Withheld by a safeguard" in steward


def test_a_month_s_quality_is_a_page_a_pdf_and_json_for_both_sides(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    month = f"{london_date(world.at):%Y-%m}"
    for role in (SENDER, RoleKind.DATA_STEWARD):
        client = sign_in(role)
        address = reverse("quality", args=[month, "CHIS01", OURS])
        assert address in client.get(reverse("reports")).content.decode()
        page = client.get(address).content.decode()
        assert "How complete each column is" in page
        assert "Smith" not in page
        assert client.get(f"{address}.pdf").content.startswith(b"%PDF")
        assert client.get(f"{address}.json").json()["month"]["rows"] == 1
        assert client.get(f"{address}.doc").status_code == 404
    assert sign_in(RoleKind.CENTRE_WORKER).get(address).status_code == 403


def test_a_supplier_gets_the_papers_by_what_its_agreement_lists(world: World, sign_in: SignIn) -> None:
    client = sign_in(SENDER)
    page = client.get(reverse("contract")).content.decode()
    assert "Your agreement with Calderdale" in page
    own = client.get(reverse("contract_paper", args=["1.0", "schema.json"]), {"council": OURS}).json()
    named = {column["name"] for column in own["tableSchema"]["columns"]}
    [feed] = register.feeds(at=world.at, party=world.supplier)
    assert named == {
        column.name for column in V1_0.columns if column.item is None or column.item in feed.instrument.items
    }
    everybody = Client().get(reverse("contract_paper", args=["1.0", "schema.json"]), {"council": OURS}).json()
    assert {column["name"] for column in everybody["tableSchema"]["columns"]} == set(V1_0.names)
