"""Targets: which quantities a plan aims at, has reached, changed by or plans, and what each of them counts."""
