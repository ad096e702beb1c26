"""Solving again what one would otherwise forget: what is due when, derived from the journal."""
