"""The door (进门): signing in, the lock, the first account, leaving; nothing of a case is shown."""
