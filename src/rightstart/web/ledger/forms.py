"""Hides how an entry of the ledger is asked for: by its leaf hash, which says nothing of anybody."""

from django import forms


class LeafForm(forms.Form):
    leaf = forms.RegexField(
        label="Look up an entry",
        regex=r"^[0-9a-fA-F]{64}$",
        help_text="A leaf hash: the 64 characters of a downloaded receipt. On pages, follow the link Check.",
        error_messages={"invalid": "Enter all 64 characters, 0 to 9 and a to f", "required": "Enter the 64 characters"},
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off", "class": "app-code"}),
    )

    def hash(self) -> bytes:
        return bytes.fromhex(self.cleaned_data["leaf"])
