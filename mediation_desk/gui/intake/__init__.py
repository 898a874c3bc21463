"""Registration (登记): one page for the keyboard, for a new dispute and for correcting one."""
