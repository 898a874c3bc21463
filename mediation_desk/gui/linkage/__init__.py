"""Linkage (联动): letters, the front desk, sweeps, zero reports, informants and venues."""
