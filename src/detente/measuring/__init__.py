"""Asking measures of the record: joint tables of all dyads, standard errors, breaks, and how it is told."""
