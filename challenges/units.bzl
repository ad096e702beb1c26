"""What Bazel knows of each unit that is present, from its unit.toml.

Written by `kata dev build-files`; //challenges:validate fails when it is out of date.
"""

UNITS = [
    "challenges/days/day02_json_parser",
    "challenges/days/day22_log_analyzer",
    "challenges/intermediate/dynamic_programming/weighted_shifts",
    "challenges/intermediate/errors_testing/explain_diff",
    "challenges/intermediate/errors_testing/fallback_chain",
    "challenges/intermediate/errors_testing/gather_errors",
    "challenges/intermediate/errors_testing/judge_the_ring",
    "challenges/intermediate/errors_testing/shrink_failure",
    "challenges/intermediate/graphs/build_waves",
    "challenges/intermediate/oop/chain_view",
    "challenges/intermediate/oop/checked_fields",
    "challenges/intermediate/oop/money_type",
    "challenges/intermediate/oop/parking_garage",
    "challenges/intermediate/oop/span_set",
    "challenges/intermediate/searching/kth_of_two",
    "challenges/intermediate/strings/shortest_cover",
    "challenges/senior/advanced_structures/indexed_heap",
    "challenges/senior/concurrency/bank_transfers",
    "challenges/senior/design_patterns/middleware_chain",
    "challenges/senior/performance/close_pairs",
    "challenges/senior/security/query_guard",
    "challenges/senior/system_design/txn_store",
]

# Test size, from the limits; small where nothing is said.
SIZES = {
    "challenges/days/day02_json_parser": "medium",
    "challenges/days/day22_log_analyzer": "medium",
}

# Services of the tests, each a tag of the unit's targets.
SERVICES = {}
