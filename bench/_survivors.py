"""Why no test sees these changes: each leaves every answer as it was, or touches what no call can reach."""

from typing import Final, NamedTuple


class Change(NamedTuple):
    """A file, and the words for what is changed in it."""

    file: str
    words: str


NEVER = "For the type checker: no value of any other kind exists."
MORE = "Reads what is others' too. Nobody looks that up: all is put by its birth, or by its council and place."
SAME_FILE = "The one was accepted and the other is held, so that they are never the same file."
TWO_PLACES = (
    "A home that can be placed has two places, its postcode and its area: each is unlike one of them, so all are read. "
    + MORE
)

# Queries that without one of their conditions read more than they were asked for.
READS_MORE: Final = {
    "statements": (
        "…imestamptz) WHERE b.family_id = ANY(ARRAY(SELECT f.f… → …imestamptz) WHERE TRUE ORDER BY b.family…",
        "…ths_birth f WHERE f.id = ANY(%(births)s::bigint[])))… → …ths_birth f WHERE TRUE )) ORDER BY b.fami…",
    ),
    "markers": (
        "….record_key WHERE i.birth_id = ANY(%(births)s::bigin… → ….record_key WHERE TRUE UNION SELECT i.bi…",
        "…= i.nhs_key WHERE i.birth_id = ANY(%(births)s::bigin… → …= i.nhs_key WHERE TRUE UNION SELECT i.bi…",
        "…inement_key WHERE i.birth_id = ANY(%(births)s::bigin… → …inement_key WHERE TRUE UNION SELECT b.id…",
        "…ce, 'UTF8') WHERE b.id = ANY(%(births)s::bigint[]) → …ce, 'UTF8') WHERE TRUE",
    ),
    "lifts": ("…t IS NOT NULL AND birth_id = ANY(%(births)s::bigint[… → …t IS NOT NULL AND TRUE GROUP BY birth_id…",),
    "unsettled": (
        "…ed_at IS NULL AND birth_id = ANY(%(births)s::bigint[… → …ed_at IS NULL AND TRUE UNION SELECT r.ot…",
        "…= 'same-baby' AND r.other_id = ANY(%(births)s::bigin… → …= 'same-baby' AND TRUE",
    ),
    "claims": (
        "…cils)s::bigint[]) AND place = ANY(ARRAY… → …cils)s::bigint[]) OR place = ANY(ARRAY…",
        "…n_reacharea WHERE council_id = ANY(%(councils)s::big… → …n_reacharea WHERE TRUE AND place = ANY(A…",
        "…)s::bigint[]) AND place = ANY(ARRAY( SELECT unnest(%… → …)s::bigint[]) AND TRUE",
        "…es_postcode WHERE postcode = ANY(%(postcodes)s::text… → …es_postcode WHERE TRUE ))",
    ),
    "by_hand": ("…handplacing WHERE birth_id = ANY(%(births)s::bigint[… → …handplacing WHERE TRUE ORDER BY birth_id…",),
    "decisions": (
        "…se_decision WHERE birth_id = ANY(%(births)s::bigint[… → …se_decision WHERE TRUE AND superseded_at…",
    ),
    "stopped": ("…ed_at IS NULL AND council_id = ANY(%(councils)s::big… → …ed_at IS NULL AND TRUE",),
    "asking": ("…lcareasking WHERE council_id = ANY(%(councils)s::big… → …lcareasking WHERE TRUE",),
    "cleared": ("…lcareanswer WHERE birth_id = ANY(%(births)s::bigint[… → …lcareanswer WHERE TRUE AND answer = 'cle…",),
    "confirmed": (
        "…supplier_id WHERE c.council_id = ANY(%(councils)s::b… → …supplier_id WHERE TRUE AND c.status = 'a…",
    ),
}

EXPLAINED: Final[dict[Change, str]] = {
    Change(
        "safeguards/rules.py",
        "screen: if _EVERY_CLEARANCE <= clearances: return CLEARED → if _EVERY_CLEARANCE == clearances: return CLEARED",
    ): "There are no other clearances, so that who has every one has just these.",
    **{
        Change("release/rules.py", f"{place}: assert_never({what}) → pass"): NEVER
        for place, what in (
            ("_after_disclosure", "new"),
            ("kind_of", "outcome"),
            ("reason_of", "outcome"),
            ("_passage", "new"),
        )
    },
    Change(
        "release/rules.py",
        "_alike: return not isinstance(new, Disclose) and (current.ki… → return (current.kind, current.reason) == (kind_of(ne…",
    ): "Asked only where no disclosure stands, and then the kinds differ; the words say what is meant.",
    **{Change(f"release/sql/{name}.sql", words): MORE for name, all_words in READS_MORE.items() for words in all_words},
    Change(
        "release/sql/claims.sql",
        "…gint[]) AND place = ANY(ARRAY( SELECT… → …gint[]) AND place <> ANY(ARRAY( SELECT…",
    ): TWO_PLACES,
    Change(
        "release/sql/confirmed.sql",
        "….single AND a.id > h.id AND a.as_at … → ….single AND a.id >= h.id AND a.as_at …",
    ): SAME_FILE,
}
