"""What authors of units use: checks of all units at once, mutants, scaffolds, previews."""
