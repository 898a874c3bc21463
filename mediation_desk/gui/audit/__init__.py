"""审计: who did what, and the proof that nobody altered it."""
