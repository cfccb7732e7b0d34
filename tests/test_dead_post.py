"""Nobody looks, and the machine of the post dies: real processes, real messages on loopback, one clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.dead_post.machines import Clock, Machine, Sms, wait

pytestmark = pytest.mark.timeout(600)
GROUP = "piedras-negras"
POST, COORDINATOR, HEADQUARTERS = "+528781110001", "+528781110002", "+525551110003"
FIRST, SECOND = "+528681110004", "+528681110005"


@dataclass
class Network:
    """A post and its headquarters, with nobody in front of either."""

    clock: Clock
    sms: Sms
    above: Machine
    post: Machine

    def set_up(self) -> None:
        """Open accounts, join the post, keep three numbers, and start both."""
        for name, role, group in (("ines", "agent", GROUP), ("rafael", "coordinator", GROUP), ("graciela", "agent", "central")):
            self.above.type("access", "open", name, "--name", name.title())
            if group == GROUP:
                self.above.type("access", "grant", name, "--role", role, "--group", group)
            self.above.do("set_password", account=name, password=f"{name} cruza el puente")
        self.above.do("keep_number", group="central", account="graciela", number=HEADQUARTERS, warned="headquarters")
        self.above.start()
        self.post.command("node", "join", self.above.url, self.above.type("node", "code", "--group", GROUP))
        self.post.do("keep_number", group=GROUP, account="ines", number=POST, warned="post", by="rafael")
        self.post.do("keep_number", group=GROUP, account="rafael", number=COORDINATOR, warned="coordinator")
        self.post.start()

    def at(self, minutes: float, machines: int) -> None:
        """Let it be so many minutes later, and everything that is due happen."""
        self.clock.move_to(minutes)
        self.clock.let_jobs_come_round(machines)

    def unread(self) -> list[list[float]]:
        """Return when post, coordinator and headquarters were told of an alert that nobody reads."""
        return [self.sms.to(number, "ALERTA SIN LEER") for number in (POST, COORDINATOR, HEADQUARTERS)]

    def overdue(self) -> list[list[float]]:
        """Return when post, coordinator and headquarters were told of a team that was not heard."""
        return [self.sms.to(number, "no se reporto") for number in (POST, COORDINATOR, HEADQUARTERS)]

    def stop(self) -> None:
        for one in (self.post, self.above):
            one.let_go()
            one.stop()
        self.sms.close()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    clock = Clock(tmp_path, datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    clock.move_to(0)
    sms = Sms(clock)
    made = Network(clock, sms, Machine.made("headquarters", clock, sms), Machine.made("post", clock, sms))
    try:
        made.set_up()
        yield made
    finally:
        made.stop()


def test_an_sos_to_an_empty_post_and_a_team_of_a_dead_post_reach_a_person_on_time(network: Network) -> None:
    """Issue: an SOS to an empty post in 15 minutes; a killed post's overdue team by headquarters, on time and no earlier."""
    # Nobody reads. The post's machine lives.
    network.post.bring(FIRST, "SOS 28.7001, -100.5230 somos cuatro")
    network.at(4.5, machines=2)
    assert network.unread() == [[], [], []]
    network.at(5, machines=2)
    assert network.unread() == [[5], [], []]
    network.at(10, machines=2)
    network.at(15, machines=2)
    assert network.unread() == [[5], [10], [15]]
    assert len(network.sms.to(FIRST, "no promete ayuda")) == 1

    # A team leaves and a second person calls for help; both are above when the machine dies.
    sent = network.post.do("send_team", group=GROUP, account="rafael", folio="PN-7")
    network.post.bring(SECOND, "SOS sin agua")
    wait(lambda: network.above.do("is_out", team=sent["team"]) and network.above.do("alerts_here") == 2, "not yet above")
    network.post.kill()
    network.at(29.5, machines=1)
    assert network.unread() == [[5, 29.5], [10, 29.5], [15]], "headquarters rings for the machine that is gone"
    network.at(30, machines=1)
    assert network.unread()[2] == [15, 30], "and its own duty 15 minutes after the SOS"
    network.at(84.5, machines=1)
    assert network.overdue() == [[], [], []]
    network.at(85, machines=1)
    assert network.overdue() == [[85], [85], [85]], "60 minutes and 10 of grace after it left; the duty of headquarters at once"
    ((machine, step, at, told),) = network.above.do("overdue_rang", mission=sent["mission"])
    assert (machine, step, told) == ("central", "first", 3)
    assert at == float(network.clock.stamp)
