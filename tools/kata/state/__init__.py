"""What the tool remembers of a learner: a journal of events and snapshots of judged attempts."""
