"""The learner's tool: unit format, pytest plugin, judge, validator and command line."""
