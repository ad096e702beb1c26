"""What Bazel knows of each unit that is present, from its unit.toml.

Written by `kata dev build-files`; //challenges:validate fails when it is out of date.
"""

UNITS = [
    "challenges/days/day02_json_parser",
    "challenges/days/day05_async_context",
    "challenges/days/day22_log_analyzer",
    "challenges/intermediate/dynamic_programming/edit_script",
    "challenges/intermediate/dynamic_programming/fewest_coins",
    "challenges/intermediate/dynamic_programming/segment_text",
    "challenges/intermediate/dynamic_programming/stair_tolls",
    "challenges/intermediate/dynamic_programming/weighted_shifts",
    "challenges/intermediate/errors_testing/shrink_failure",
    "challenges/intermediate/graphs/build_waves",
    "challenges/intermediate/oop/money_type",
    "challenges/intermediate/searching/kth_of_two",
    "challenges/intermediate/sorting/count_inversions",
    "challenges/intermediate/sorting/flag_partition",
    "challenges/intermediate/sorting/multi_key_sort",
    "challenges/intermediate/sorting/natural_order",
    "challenges/intermediate/sorting/spill_sort",
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
    "challenges/days/day05_async_context": "medium",
    "challenges/days/day22_log_analyzer": "medium",
}

# Services of the tests, each a tag of the unit's targets.
SERVICES = {
    "challenges/days/day05_async_context": ["redis"],
}
