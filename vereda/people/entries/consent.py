"""What a person allowed after a text was read to them, what they refused, and what they took back.

One subject is one reading. Purposes stand in clear: the fold must know them, and they say nothing of health or law. The entry
travels as identity does. The witness stands in a box, and so does the key of the code that the person took home.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import FieldClass, OfThePost, Strict
from vereda.people.entries.person import Name
from vereda.people.words import ChildView, ConsentFor, ConsentMode, Kin, KinChecked, SaidBy, WithdrawnBy

CONSENT = "consent"
Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]
Begins = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Said = Annotated[str, Field(max_length=1000)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Read(Strict):
    """One text as it was read. version: of the text of that purpose in that language."""

    purpose: ConsentFor
    version: int = Field(ge=1, le=10_000)


Reads = Annotated[list[Read], Field(min_length=1, max_length=len(ConsentFor))]


class ForChild(Strict):
    """Who said yes for somebody under 18 (SEC-047), and what the child says of it.

    words   of the child;  relation, checked: of the adult, and how it is known; None: nobody checked
    office  which, and who there;  reason: why it serves the child
    """

    view: ChildView
    words: Said = ""
    said_by: SaidBy
    relation: Kin | None = None
    checked: KinChecked | None = None
    office: Name = ""
    reason: Said = ""


class Witness(Strict):
    """Who stood by where nothing was signed, and who said yes for a child."""

    name: Name = ""
    for_child: ForChild | None = None


class CodeKey(Strict):
    """The key of a code's digest [hexadecimal]: it goes with the consent, and the code ends with it."""

    key: str = Field(min_length=64, max_length=64, pattern=r"^[0-9a-f]+$")


class OfConsent(OfThePost):
    """What is written of a reading, at a desk."""

    subject_kind: ClassVar[str] = CONSENT
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY


class Asked(OfConsent):
    """A reading. person, encounter: whose it is; both empty only where nobody could be named at all.

    language  ISO 639-3, of the text that was read
    """

    person: UUID | None = None
    encounter: UUID | None = None
    language: Lang
    purposes: Reads


class ConsentGiven(Asked):
    """They said yes to these purposes. begins, digest: of the code with which they take it back; empty: none was given."""

    kind: ClassVar[str] = "people.consent_given"
    boxes: ClassVar = {FieldClass.IDENTITY: Witness, FieldClass.CONTACT: CodeKey}
    mode: ConsentMode
    begins: Begins | None = None
    digest: Digest | None = None


class ConsentRefused(Asked):
    """They said no to these purposes. They get every help that needs none of them."""

    kind: ClassVar[str] = "people.consent_refused"


class ConsentWithdrawn(OfConsent):
    """They took it back. purposes: which; empty: all of them, also those of which this machine has not heard yet."""

    kind: ClassVar[str] = "people.consent_withdrawn"
    by: WithdrawnBy
    purposes: list[ConsentFor] = Field(default_factory=list, max_length=len(ConsentFor))


KINDS = (ConsentGiven, ConsentRefused, ConsentWithdrawn)
