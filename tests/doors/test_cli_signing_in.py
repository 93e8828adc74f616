"""The commands about how somebody signs in: a lost second step taken away, and by what their organisation knows them."""

import pytest
from django.db import connection

from tests.doors.test_cli_registers import run, told

pytestmark = pytest.mark.usefixtures("database")
OLIVIA = "olivia@hub.example"


def test_a_second_step_is_taken_away_and_a_subject_entered_and_forgotten() -> None:
    run("people", "add", OLIVIA, "--name", "Olivia", "--password-stdin", typed="a long secret\n")
    run("people", "add", "sam@hub.example", "--name", "Sam", "--password-stdin", typed="a long secret\n")
    assert run("people", "second-step", OLIVIA, "--take-away").exit_code == 1
    assert run("people", "second-step", "nobody@hub.example", "--take-away").exit_code == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
            " SELECT id, 'totp', '{}', now() FROM directory_person WHERE email = %s",
            [OLIVIA],
        )
    assert told("people", "second-step", OLIVIA, "--take-away") == {"taken": 1}
    entered = told("people", "subject", OLIVIA, "nhs-cis2", "555012345678")
    assert told("people", "subject", OLIVIA, "nhs-cis2", "555012345678") == entered
    assert "somebody else" in run("people", "subject", "sam@hub.example", "nhs-cis2", "555012345678").output
    assert run("people", "subject", OLIVIA, "nhs-cis2").exit_code == 2
    assert told("people", "subject", OLIVIA, "--forget") == {"forgotten": 1}
