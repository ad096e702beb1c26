"""Reads the pattern only where the text takes it, and does not see a mistake behind a mismatch."""

from __future__ import annotations


def glob_match(pattern: str, text: str) -> bool:
    at = place = 0
    behind_star = -1
    star_end = 0
    while place < len(text):
        if pattern.startswith("*", at):
            at += 1
            behind_star, star_end = at, place
            continue
        matched, after = one(pattern, at, text[place])
        if matched:
            at, place = after, place + 1
        elif behind_star >= 0:
            star_end += 1
            at, place = behind_star, star_end
        else:
            return False
    if "[" in pattern[at:]:
        one(pattern, pattern.index("[", at), "")
    return pattern[at:].strip("*") == ""


def one(pattern: str, at: int, character: str) -> tuple[bool, int]:
    if at == len(pattern):
        return False, at
    if pattern[at] != "[":
        return pattern[at] in ("?", character), at + 1
    negated = pattern.startswith("!", at + 1)
    first = at + 1 + negated
    end = pattern.find("]", first + 1)
    if end < 0:
        raise ValueError(f"no end of the class at {at}")
    members = pattern[first:end]
    found = False
    while members:
        if members[1:2] == "-" and len(members) > 2:
            found = found or members[0] <= character <= members[2]
            members = members[3:]
        else:
            found = found or members[0] == character
            members = members[1:]
    return found != negated, end + 1
