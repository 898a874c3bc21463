"""给当事人看: the screen that is turned to the parties, apart from every window of the office."""
