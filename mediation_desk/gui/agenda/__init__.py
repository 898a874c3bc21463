"""The calendar (日程)."""
