"""Subsidy by case: what may be claimed, the claims, the county's rules."""
