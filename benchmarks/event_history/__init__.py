"""The benchmark of day 4: commands as events on a disk, beside eventsourcing on SQLite."""
