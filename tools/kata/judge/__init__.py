"""The judge: runs a unit's tests against one subject in a process of its own, within limits.

It guards against accidents, not against malice: an attempt runs with the rights of its user.
"""
