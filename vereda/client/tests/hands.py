"""What hands do with a phone in tests of its core: unlock, write, send; and what lies in its queue."""

from __future__ import annotations

from typing import Any

INES = {"account": "11", "name": "Inés", "role": "agent"}
LUPE = {"account": "12", "name": "Lupe", "role": "agent"}
PIN, OTHER_PIN = "482913", "905517"
MEETING = {"people_met": 3, "lines": [{"line_id": "a", "count": 3, "nationality": "HN"}], "services": [{"service": "WATER"}]}
NOTE = [{"cls": "free_text", "fields": {"text": "Xóchitl pide llamar a Tegucigalpa", "lang": "es"}}]
PLACE = [{"cls": "whereabouts", "fields": {"lon": -100.53127, "lat": 28.72013, "accuracy_m": 8}}]
SYNC = "return core.sync.syncNow()"
HOUR = 3_600_000  # [ms]

CHEAP_PINS = """{
  const derive = SubtleCrypto.prototype.deriveBits;
  SubtleCrypto.prototype.deriveBits = function (how, ...rest) {
    return derive.call(this, how.name === 'PBKDF2' ? { ...how, iterations: 6000 } : how, ...rest);
  };
}"""
"""Has a browser stretch a PIN a hundredfold less, as bare.py does; what it takes is a test of the app as it is served."""


def sent(phone) -> list[dict[str, Any]]:  # Any: JSON
    """Return the envelopes that lie in the queue."""
    rows: list[dict[str, Any]] = phone(
        "return (await core.database.all('queue')).map((one) => JSON.parse(one.envelope))"
    )  # Any: JSON
    return rows


def unlock(phone, account: str = "11", pin: str = PIN) -> Any:  # Any: JSON
    return phone("return core.agents.unlock(told.account, told.pin)", {"account": account, "pin": pin})


def write(phone, **told: Any) -> Any:  # Any: JSON
    return phone("return core.record.record(told)", {"kind": "encounters.recorded", "payload": MEETING, **told})


def tally(phone, count: int = 1) -> list[str]:
    """Record some tallies on the locked phone; returns their ids."""
    return [write(phone, locked=True)["id"] for _ in range(count)]


def there(phone) -> list[str]:
    """Return the ids of what the headquarters in the page has."""
    ids: list[str] = phone("return [...server.entries.keys()]")
    return ids


def at(phone, hours: float) -> None:
    """Put the clock so many hours after the first time that this was called."""
    phone("globalThis.begin ??= Date.now(); core.clock.setNow(() => begin + told)", hours * HOUR)
