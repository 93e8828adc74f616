"""What is said of a provider is read whole or refused, by its place, and a refusal tells no secret."""

from pathlib import Path

import pytest

from rightstart.engine.providers import Misconfigured, Provider, providers

GOOD = """[[provider]]
id = "entra"
name = "Calderdale Council"
server = "https://login.example.org/v2.0"
client_id = "c"
client_secret = "s3cret"
"""


def test_a_provider_is_read_and_believed_in_nothing_unless_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "oidc.toml"
    path.write_text(GOOD)
    assert providers(path) == (
        Provider("entra", "Calderdale Council", "https://login.example.org/v2.0", "c", "s3cret"),
    )
    assert providers(None) == ()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (GOOD.replace("client_id", "client"), "client is not a setting"),
        (GOOD.replace('"c"', '""'), "client_id is missing"),
        (GOOD.replace("https", "http"), "https://"),
        (GOOD.replace('"entra"', '"en/tra"'), "id must be"),
        (GOOD + 'trusts_email = "yes"', "trusts_email must be true or false"),
        (GOOD + GOOD, "the same id"),
        ("[[provider", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, changed: str, says: str) -> None:
    path = tmp_path / "oidc.toml"
    path.write_text(changed)
    with pytest.raises(Misconfigured, match=says) as refused:
        providers(path)
    assert str(path) in str(refused.value)
    assert "s3cret" not in str(refused.value)
