"""Questions that a country or a funder adds: an XLSForm becomes a form of desk and phone, its answers entries of the logbook."""
