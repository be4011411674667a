"""The history of the tables. Each revision stands by itself: it names tables as they were, and imports none."""
