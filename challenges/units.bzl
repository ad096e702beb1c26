"""The units of the course that are present, each the package of a challenge() or day()."""

UNITS = [
    "challenges/days/day22_log_analyzer",
    "challenges/intermediate/dynamic_programming/weighted_shifts",
    "challenges/intermediate/errors_testing/shrink_failure",
    "challenges/intermediate/graphs/build_waves",
    "challenges/intermediate/oop/money_type",
    "challenges/intermediate/searching/kth_of_two",
    "challenges/intermediate/strings/shortest_cover",
    "challenges/senior/advanced_structures/indexed_heap",
    "challenges/senior/concurrency/bank_transfers",
    "challenges/senior/design_patterns/middleware_chain",
    "challenges/senior/performance/close_pairs",
    "challenges/senior/security/query_guard",
    "challenges/senior/system_design/txn_store",
]
