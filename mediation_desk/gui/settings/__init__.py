"""The settings page, and the first set-up of an office."""
