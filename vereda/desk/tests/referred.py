"""What tests of referrals type and read: the forms of three helps, a yes, the words and the number of a slip."""

from __future__ import annotations

import re

from vereda.access.tests.cast import text
from vereda.desk.web.new_encounter import fresh_token

HEALTH = {
    "ayuda": "health", "purpose": "medical", "receiver": "typed", "name": "Hospital Obsidiana", "role": "health",
    "told:age_sex": "mujer, 24 años", "told:call_back": "878 000 0000", "told:handover": "32 semanas, sangrado leve",
    "told:needs": "dos niños",
}  # fmt: skip
SHELTER = {
    "ayuda": "shelter", "purpose": "assist", "receiver": "typed", "name": "Casa Zafiro", "role": "shelter_network",
    "told:people": "3 personas", "told:arrives": "hoy a las 22 h", "told:call_back": "878 000 0000",
}  # fmt: skip
CHILD = {
    "ayuda": "child_protection", "purpose": "protection_case", "receiver": "typed", "name": "Procuraduría de Protección",
    "role": "child_protection", "told:people": "1", "told:age_sex": "niño, 9", "told:language": "español",
    "told:call_back": "878 000 0000", "told:children": "viene solo; quiere ir con su tía",
}  # fmt: skip
YES = {"step": "send", "answer": "yes", "language": "spa", "mode": "signed", "read": "on"}
SECRETS = ("Hospital Obsidiana", "32 semanas", "mujer, 24", "dos niños")


def sent(**told: str) -> dict[str, str]:
    return {"form": fresh_token(), **told}


def words_of(answer) -> str:
    found = re.search(r'<p class="six-words">(.*?)</p>', answer.content.decode(), re.S)
    assert found, text(answer)
    return " ".join(re.findall(r"<b>(\w+)</b>", found[1]))


def code_of(answer) -> str:
    return re.findall(r'<p class="six-words"><b>(\d{4} \d{4})</b>', answer.content.decode())[0]
