"""Assignments: who must do what, in which role, by when."""
