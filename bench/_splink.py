"""A plain Splink model, as its tutorial builds one: run by bench/_rivals.py in the environment that Splink stands in."""

import csv
import logging
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # type: ignore[attr-defined]

logging.disable(logging.WARNING)


def main(sent: str, found: str, matches: float, asks: float) -> None:
    api = DuckDBAPI()
    rows = duckdb.sql(f"SELECT * FROM read_csv('{sent}', all_varchar = true)").arrow().read_all()
    linker = Linker(api.register(rows), _settings(), log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("number"), block_on("council", "surname", "born_on", "postcode")], recall=0.9
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("council", "born_on", "postcode"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("council", "surname", "parent"))
    scored = linker.inference.predict(threshold_match_probability=asks)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, matches)
    members: dict[object, list[str]] = defaultdict(list)
    for one in clusters.as_record_list():
        members[one["cluster_id"]].append(one["unique_id"])
    with Path(found).open("w", newline="") as out:
        writer = csv.writer(out)
        for together in members.values():
            writer.writerows(("same", *pair) for pair in combinations(together, 2))
        for pair in scored.as_record_list():
            if pair["match_probability"] < matches:
                writer.writerow(("ask", pair["unique_id_l"], pair["unique_id_r"]))


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("surname"),
            cl.NameComparison("forename"),
            cl.NameComparison("parent"),
            cl.DateOfBirthComparison("born_on", input_is_string=True),
            cl.PostcodeComparison("postcode"),
            cl.ExactMatch("number"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("council", "number"),
            block_on("council", "postcode", "born_on"),
            block_on("council", "postcode", "surname"),
            block_on("council", "surname", "born_on"),
            block_on("council", "parent"),
        ],
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
