"""Draws the decision tables of tests/spec as the pages of docs/rules, so that what is read there is what is tested.

Write them anew with `python -m tests.spec.tables`.
"""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final

from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import VERBS, Verb
from rightstart.safeguards.resemblance import Answer
from tests.spec import (
    babies,
    breaches,
    calls,
    downstream,
    feed,
    first_contact,
    instruments,
    requests,
    retention,
    safeguards,
    sharing,
    succession,
)
from tests.spec.markdown import code, page, table, tick

ROOT: Final = Path(__file__).parents[2]
RULES: Final = Path("docs/rules")


def render() -> dict[Path, str]:
    """Every page of docs/rules with its text, by its path from the root of the checkout."""
    return {
        RULES / "safeguards.md": _safeguards(),
        RULES / "succession.md": _succession(),
        RULES / "agreements.md": instruments.drawn(),
        RULES / "contact.md": first_contact.drawn(),
        RULES / "same-baby.md": _babies(),
        RULES / "feed.md": _feed(),
        RULES / "family-stops.md": _calls(),
        RULES / "requests.md": requests.drawn(),
        RULES / "other-systems.md": _other_systems(),
        RULES / "retention.md": _retention(),
        RULES / "who-may.md": _who_may(),
        RULES / "breaches.md": breaches.drawn(),
        RULES / "sharing.md": sharing.drawn(),
    }


def _feed() -> str:
    due = ((row.frequency.value, row.delivered, f"{row.due_on:%A %-d %B}") for row in feed.DUE)
    shares = (
        (
            f"{row.now:,} of {row.rows:,}",
            f"{row.before:,} of {row.files * row.each:,} in {row.files} files",
            _held(row.held),
        )
        for row in feed.SHARES
    )
    return page(
        "What a feed owes, and what stops it",
        "## When the next delivery is due",
        f"Agreed from {feed.MONDAY:%A %-d %B %Y} on. Accepted files and nil returns count. A delivery is in time until two working "
        "days after its period has ended; a period left out is due whatever came after it.",
        table(("frequency", "delivered", "next due by"), due),
        "## When a share is unlike the supplier's own past",
        "The same for holds, deaths and withdrawals. The test is stated in `intake/shares.py`: a count as far out has a "
        "probability below one in a thousand by what the past has shown, and the share is more than twice or less than half the "
        "past one. Fewer than four files say nothing.",
        table(("holds now", "holds before", "the file"), shares),
    )


def _held(held: bool) -> str:
    return "held until its supplier confirms it" if held else "goes on"


def _calls() -> str:
    frozen = {Answer.YES: "frozen", Answer.POSSIBLE: "frozen, as possible", Answer.NO: "not frozen"}
    rows = ((row.said, frozen[row.answer]) for row in calls.ROWS)
    return page(
        "Whom a telephone call may mean",
        "A birth is frozen where what agrees weighs more than what speaks against it. A week and a district agree with many and "
        "weigh half. What is not known of a birth is silent. Two details are needed, one of them a street, a day or a postcode.",
        "About a baby Smith, born on 14 September, of Alex Smith, 12 Parkinson Lane, HX1 3XL:",
        table(("said", "the birth is"), rows),
    )


def _safeguards() -> str:
    markers = ((code(row.kind), row.means, "withheld", row.siblings) for row in safeguards.MARKERS)
    lifts = ((code(row.kind), *map(_codes, (row.asks, row.confirms, row.reasons))) for row in safeguards.LIFTS)
    cares = (
        (after, f"`{owner}`", _codes(reasons))
        for after, whose in safeguards.CARES.items()
        for owner, reasons in whose.items()
    )
    kept = ((code(trait), years, f"`{means}`") for trait, years, means in safeguards.KEPT)
    clearances = ((code(row.kind), row.means) for row in safeguards.CLEARANCES)
    confinements = ((row.situation, _withheld(row.why)) for row in safeguards.CONFINEMENTS)
    return page(
        "Who must not be contacted",
        "Unknown means hold. A birth is contactable only when no marker stands, nothing is unclear about its siblings "
        "and every clearance is there. A centre is never told which of these holds a birth.",
        "## Markers, gravest first",
        "The gravest that stands is the reason recorded. Only two people together end such a withholding.",
        table(("marker", "means", "the baby", "its siblings"), markers),
        f"Whoever wants to help a family withheld for {_codes(safeguards.THROUGH_HEALTH_VISITOR)} goes through its health visitor "
        "alone: the hold says so.",
        "## How each marker ends",
        "Never by a file, and never because time has passed: one person asks with one of these reasons, a second one outside the "
        "data team confirms. `entered-in-error` only where people here put it on by hand, and nobody else says the same.",
        table(("marker", "asked by", "confirmed by", "reasons"), lifts),
        "## When a hold is looked at again",
        "Every hold is somebody's, and due again so long after it began or was last looked at; what is overdue is chased.",
        table(("after", "by", "held for"), cares),
        "## What outlives the record",
        "Of whoever is withheld for "
        f"{_codes(safeguards.SUPPRESSING)} the council keeps keyed fingerprints of these facts together. They point at nobody and "
        "are not joined. A newcomer of the same council that agrees with one is held and its safeguarding lead told. These are the "
        "ends for the data protection impact assessment to state; a lift by two people ends them at once.",
        table(("facts", "kept from the birth for", "a newcomer is"), kept),
        "## Siblings, nothing being marked",
        table(("confinement", "the baby"), confinements),
        "## Clearances",
        "Without any one of these a birth is withheld.",
        table(("clearance", "means"), clearances),
    )


def _succession() -> str:
    rows = ((row.now, row.then_comes, code(row.follows)) for row in succession.ROWS)
    gate = ((row.now, code(row.answers)) for row in succession.GATE)
    return page(
        "What a new outcome means for the current decision",
        "Every change (a death, an objection, a corrected postcode, an ended agreement) is another pass. "
        "Nothing automatic turns a withholding by a marker into a disclosure.",
        table(("now", "then comes", "follows"), rows),
        "## What follows",
        table(("", "means"), ((code(then), meaning) for then, meaning in succession.MEANINGS.items())),
        "## The gate",
        "Checked again at the second when anything is shown, printed, exported or sent. About a birth disclosed to A, "
        "asked for A unless the table says otherwise; about any other birth it is `closed`. *Paused* means: handed "
        "over, but nothing goes on for now.",
        table(("now", "the gate is"), gate),
    )


def _babies() -> str:
    def drawn(rows: Iterable[babies.Row]) -> str:
        told = ((row.statements, row.baby.value, row.family.value) for row in rows)
        return table(("statements", "one baby", "one family"), told)

    return page(
        "One baby, two babies, one family",
        "For two records. *Ask* waits for a person and holds the birth meanwhile. The same record id from the same supplier is "
        "the same birth, unless valid NHS numbers differ: then there are two births, never linked, and a person looks at both. "
        "Where two records are one baby, the last column does not matter. Names are compared without case, accents, blanks, "
        "hyphens and apostrophes; what stands for a name not given yet is no name. A slip is one letter left out, added or "
        "changed, or two changed about.",
        "## NHS numbers",
        drawn(babies.NUMBERS),
        "## Twins and more",
        drawn(babies.TWINS),
        "## Likeness without a number",
        drawn(babies.LIKE),
        "## Others that look alike",
        drawn(babies.OTHERS),
        "## Several at once",
        "Of each record the latest statement speaks, and what it leaves out is taken from the ones before it. Equal numbers are "
        "put together first, then what is otherwise surely one baby. Where that would bring two together that something speaks "
        "against, none of them is put together and a person is asked. A person's answer binds: *same* until numbers "
        "contradict it, *different* until one of the two says something else, which asks again and never joins by itself.",
        "A question holds the younger birth. Where both bear one NHS number it holds both, for either may be the one that bears "
        "another's, and what went out is called back; in whatever order they came. It ends with a person's answer.",
    )


def _other_systems() -> str:
    soon = ((_codes(downstream.SOON[haste]), means) for haste, means in downstream.MEANS.items())
    chased = ((f"{days}", *(downstream.TOLD[one] for one in both)) for days, both in downstream.CHASED.items())
    return page(
        "Who else must stop",
        "What is grave and lasts is told to every other system on the council's list, once for each system and child, in the "
        "moment of the decision. Of several things stated the most urgent counts.",
        table(("stated of the child", "the other systems"), soon),
        "## Who is told while nobody has answered",
        table(("days", "of one that can wait", "of one that cannot"), chased),
    )


def _retention() -> str:
    families = ((row.situation, code(row.why), f"{row.ends_on:%-d %B %Y}") for row in retention.FAMILIES)
    keeps = ((code(one), why) for one, why in retention.KEEPS.items())
    return page(
        "How long what is known of people is kept",
        "## Families",
        "Each night every family whose day has come is forgotten: its keys are destroyed, and nothing opens it any more, in no "
        "backup either. A family is one line of this table and no other; a later attempt, or a longer time agreed, never makes it "
        f"go earlier. About a family born on {retention.BORN:%-d %B %Y} and, where it was tried, tried last on "
        f"{retention.TRIED:%-d %B}:",
        table(("family", "goes as", "on"), families),
        "## What keeps a family longer",
        "While any of these is open it is not forgotten; it is counted with its reason until somebody has answered.",
        table(("code", "means"), keeps),
        "## All else",
        table(("what", "kept"), retention.ALL_ELSE),
    )


def _who_may() -> str:
    roles = [role for held in ROLES_AT.values() for role in sorted(held)]
    rows = ((code(verb), *(tick(verb in VERBS[role]) for role in roles)) for verb in Verb)
    places = ((kind.value, ", ".join(sorted(held))) for kind, held in ROLES_AT.items())
    return page(
        "Who may do what",
        "A right needs a role at that very organisation on that very day. No role, no right.",
        table(("verb", *roles), rows),
        "## Who may hold which role",
        table(("people of a", "may be"), places),
    )


def _codes(words: str) -> str:
    return ", ".join(f"`{word}`" for word in words.split())


def _withheld(why: StrEnum | None) -> str:
    return "cleared" if why is None else f"withheld: {code(why)}"


def write(root: Path) -> None:
    for path, text in render().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(ROOT)
