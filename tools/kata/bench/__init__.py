"""The growth judge: how the cost of an attempt grows, held against the reference.

Times are processor time, so that a busy machine changes little; what is judged is the difference
to the reference, measured in turns in the same process, so that caches and the machine's own
growth drop out. A right solution must never fail: where the answer is not clear, it passes.
"""
