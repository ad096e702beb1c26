"""What Bazel knows of each unit that is present, from its unit.toml.

Written by `kata dev build-files`; //challenges:validate fails when it is out of date.
"""

UNITS = [
    "challenges/days/day02_json_parser",
    "challenges/days/day22_log_analyzer",
    "challenges/intermediate/arrays/exact_sum_windows",
    "challenges/intermediate/arrays/free_slots",
    "challenges/intermediate/arrays/opening_float",
    "challenges/intermediate/arrays/range_raises",
    "challenges/intermediate/arrays/steady_window",
    "challenges/intermediate/dynamic_programming/edit_script",
    "challenges/intermediate/dynamic_programming/fewest_coins",
    "challenges/intermediate/dynamic_programming/segment_text",
    "challenges/intermediate/dynamic_programming/stair_tolls",
    "challenges/intermediate/dynamic_programming/weighted_shifts",
    "challenges/intermediate/errors_testing/explain_diff",
    "challenges/intermediate/errors_testing/fallback_chain",
    "challenges/intermediate/errors_testing/gather_errors",
    "challenges/intermediate/errors_testing/judge_the_ring",
    "challenges/intermediate/errors_testing/shrink_failure",
    "challenges/intermediate/graphs/build_waves",
    "challenges/intermediate/graphs/fewest_walls",
    "challenges/intermediate/graphs/growing_islands",
    "challenges/intermediate/graphs/route_with_hops",
    "challenges/intermediate/graphs/two_teams",
    "challenges/intermediate/linked_lists/clone_with_jumps",
    "challenges/intermediate/linked_lists/cycle_entry",
    "challenges/intermediate/linked_lists/merge_feeds",
    "challenges/intermediate/linked_lists/reverse_blocks",
    "challenges/intermediate/linked_lists/sort_chain",
    "challenges/intermediate/oop/chain_view",
    "challenges/intermediate/oop/checked_fields",
    "challenges/intermediate/oop/money_type",
    "challenges/intermediate/oop/parking_garage",
    "challenges/intermediate/oop/span_set",
    "challenges/intermediate/searching/first_bad_release",
    "challenges/intermediate/searching/kth_of_two",
    "challenges/intermediate/searching/rotated_lookup",
    "challenges/intermediate/searching/smallest_capacity",
    "challenges/intermediate/searching/word_grid",
    "challenges/intermediate/sorting/count_inversions",
    "challenges/intermediate/sorting/flag_partition",
    "challenges/intermediate/sorting/multi_key_sort",
    "challenges/intermediate/sorting/natural_order",
    "challenges/intermediate/sorting/spill_sort",
    "challenges/intermediate/strings/glob_match",
    "challenges/intermediate/strings/prefix_periods",
    "challenges/intermediate/strings/run_codec",
    "challenges/intermediate/strings/shortest_cover",
    "challenges/intermediate/strings/wrap_justified",
    "challenges/intermediate/trees/common_manager",
    "challenges/intermediate/trees/heaviest_path",
    "challenges/intermediate/trees/search_tree_check",
    "challenges/intermediate/trees/tree_codec",
    "challenges/intermediate/trees/tree_cursor",
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
