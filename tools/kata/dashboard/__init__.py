"""The page of a learner's progress: served on this machine, or written as one file."""
