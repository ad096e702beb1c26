"""What a learner does with the course: find a unit, start it, test it, see how far it got."""
