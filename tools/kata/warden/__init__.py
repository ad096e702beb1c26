"""The background judge: one process a checkout that keeps collected suites at hand.

`client` asks it and starts it when it is not there; `server` answers; `pool` keeps the zygotes, one
process for each unit that was judged lately. The warden ends by itself when nobody asks.
"""
