"""How long reading and writing JSON takes, here and elsewhere."""
