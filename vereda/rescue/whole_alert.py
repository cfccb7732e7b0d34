"""All that is told of one alert, put together: what it is, whom it rang, who asks with a code, who took it over."""

from __future__ import annotations

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Entry, Folded, State
from vereda.rescue.entries import alert as alert_entries
from vereda.rescue.entries import code as code_entries
from vereda.rescue.entries import passing as passing_entries
from vereda.rescue.entries import ringing as ringing_entries
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.code import CallerCode
from vereda.rescue.models.passing import Passing
from vereda.rescue.models.ringing import Ringing
from vereda.rescue.rules import alert as alert_rules
from vereda.rescue.rules import code as code_rules
from vereda.rescue.rules import passing as passing_rules
from vereda.rescue.rules import ringing as ringing_rules
from vereda.rescue.tables import alert as alert_tables
from vereda.rescue.tables import code as code_tables
from vereda.rescue.tables import passing as passing_tables
from vereda.rescue.tables import ringing as ringing_tables

KINDS = (*alert_entries.KINDS, *ringing_entries.KINDS, *code_entries.KINDS, *passing_entries.KINDS)
MODELS = (Alert, Ringing, CallerCode, Passing)
STEPS = (alert_rules.step, ringing_rules.step, code_rules.step, passing_rules.step)
ROWS = (alert_tables.alert, ringing_tables.ringing, code_tables.codes, passing_tables.passings)


def step(state: State, entry: Entry) -> State:
    """Return the alert after one more entry."""
    for part in STEPS:
        state = part(state, entry)
    return state


def rows(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the rows of one alert in all its tables."""
    return {model: made for part in ROWS for model, made in part(subject, folded, ref).items()}
