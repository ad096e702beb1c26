"""Programs that answer the scenarios' questions with one engine each."""
