"""Another machine, for tests of restore: restores a backup in its own process and prints all that it can read there.

Its database has its tables: `tests.template` furnishes them.

python -m vereda.logbook.tests.other_machine '{"data": ..., "keys": ..., "key": ..., "now": ..., "restore": true}'
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import django
import orjson


def main(asked: dict[str, Any]) -> None:  # Any: JSON
    django.setup()
    from vereda.logbook import door
    from vereda.logbook.lookups import open_boxes
    from vereda.logbook.models import Box, ExactPoint, LogEntry, NameToken, State
    from vereda.people.door import find

    keys = Path(asked["keys"]) if asked.get("keys") else None
    done = door.restore(Path(asked["data"]), now=datetime.fromisoformat(asked["now"]), keys=keys, key=asked.get("key"))
    opened = open_boxes(list(Box.objects.all()))
    told = {
        "holds": door.verify().holds,
        "epoch": done.epoch,
        "opened": [opened[box.id] for box in Box.objects.order_by("id") if box.id in opened],
        "classes": sorted(box.cls for box in Box.objects.all() if box.id in opened),
        "points": ExactPoint.objects.count(),
        "tokens": NameToken.objects.count(),
        "found": [str(person.subject) for person in find(asked["name"], asked["group"])] if asked.get("name") else [],
        "entries": LogEntry.objects.count(),
        "states": State.objects.count(),
        "facts": sorted(str(row) for month in door.months_counted("mx") for row in door.facts_of_month("mx", month)),
    }
    sys.stdout.buffer.write(orjson.dumps(told))


if __name__ == "__main__":
    main(orjson.loads(sys.argv[1]))
