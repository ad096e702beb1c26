"""Makes the fixtures of the course known to every pytest run in the repository."""

pytest_plugins = ["tools.kata.pytest_plugin"]
