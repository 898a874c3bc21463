"""Mediation Desk 调解台: case management for people's mediation (人民调解)."""

__version__ = "0.1.0"
