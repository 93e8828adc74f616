"""What every form and table on a page must be, whatever the page."""

from datetime import date

from django import forms
from django.template.loader import render_to_string

from rightstart.web.components import Cell, Column, Link, Table, Tag
from rightstart.web.forms import DayField, GovukRenderer


class Attempt(forms.Form):
    default_renderer = GovukRenderer
    channel = forms.ChoiceField(label="How was it tried?", choices=[("v", "Visit")], widget=forms.RadioSelect)
    on = DayField(label="Day of the attempt")
    nhs = forms.CharField(label="NHS number")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea, help_text="Nothing about health")


def test_a_missing_answer_is_asked_for_in_the_words_of_its_label() -> None:
    form = Attempt({})
    assert [form[name].sentences for name in form.fields] == [
        ["Answer: How was it tried?"],
        ["Enter day of the attempt"],
        ["Enter NHS number"],
        [],
    ]


def test_every_fault_in_the_summary_leads_to_a_control_that_exists() -> None:
    form = Attempt({"on": "31/2/2026"})
    drawn, summary = str(form), render_to_string("components/error_summary.html", {"form": form})
    assert summary.count("<li>") == 3
    for field in ("channel", "on", "nhs"):
        assert f'href="#{form[field].first_id}"' in summary
        assert f'id="{form[field].first_id}"' in drawn
    assert "Enter a real date, like 27/3/2026" in summary


def test_a_fault_is_tied_to_its_control_for_those_who_hear_the_page() -> None:
    drawn = str(Attempt({"channel": "v", "on": "1/2/2026"}))
    assert 'aria-describedby="id_nhs_error"' in drawn
    assert 'id="id_nhs_error"' in drawn
    assert 'aria-describedby="id_note_helptext"' in drawn
    assert "govuk-textarea--error" not in drawn


def test_the_browser_never_judges_in_place_of_the_server() -> None:
    drawn = str(Attempt())
    assert " required" not in drawn
    assert "placeholder" not in drawn
    assert "Note (optional)" in drawn


def test_a_day_may_be_typed_as_people_write_it_with_a_whole_year() -> None:
    field = DayField()
    for typed in ("27/3/2026", "27-03-2026", "27 March 2026", "27 Mar 2026"):
        assert field.clean(typed) == date(2026, 3, 27)
    assert not Attempt({"channel": "v", "on": "27/3/26", "nhs": "9990000000"}).is_valid()
    assert field.prepare_value(date(2026, 3, 27)) == "27/03/2026"


def test_nothing_written_by_a_person_becomes_markup() -> None:
    cell = Cell("<i>", Link("<a>", '"><b>', "<s>"), Tag("<u>"), "<em>")
    table = Table("<c>", [Column("<h>"), Column("<k>")], [[cell, cell]])
    drawn = render_to_string("components/table.html", {"table": table})
    assert not any(f"<{tag}>" in drawn for tag in ("i", "a", "b", "s", "u", "em", "c", "h", "k"))


def test_a_stacked_table_stays_a_table_for_those_who_hear_it() -> None:
    table = Table(
        "Families", [Column("Family"), Column("Born")], [[Cell("Smith"), Cell("3 March 2026")], [Cell("Jones"), Cell()]]
    )
    drawn = render_to_string("components/table.html", {"table": table})
    assert all(f'role="{role}"' in drawn for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"))
    assert drawn.count('<span class="app-stacked__label" aria-hidden="true">Born</span>') == 2
    assert drawn.count("govuk-table__cell--empty") == 1
