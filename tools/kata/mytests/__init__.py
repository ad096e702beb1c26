"""The learner's own tests, judged: the reference must pass them, each wrong version must not."""
