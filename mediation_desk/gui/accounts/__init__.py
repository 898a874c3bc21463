"""账户: who may sign in, with which roles; passwords, the recovery key and the data key."""
