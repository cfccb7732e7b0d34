"""The budgets of the design, measured on this machine: `make bench`, or `python -m bench --quick`. Never a timed test."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as bin/vereda runs it
