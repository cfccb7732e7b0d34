"""The budgets of the design, measured on this machine: `make bench`, or `python -m bench --quick`. Never a timed test."""
