"""备份: where the copies are, how old, and proved when."""
