"""From the interview to the archive and back: the archive is the truth, the session is not."""

from __future__ import annotations

from hashlib import sha256

from docassemble.base.util import log

from ..casefile import write_json
from ..errors import CaseFileError, LostUpdate, StorageUnavailable
from .facts import Facts, facts_of, new_facts
from .people import acting_as, now, office, today
from .trouble import Trouble, attempt

_AWAY = (
    "The storage does not answer. Your answers are kept in this session and are saved as soon as "
    "it answers again. Don't close the browser."
)


@attempt
def open_case(case_id: str | None) -> Facts:
    """The facts of a case as last saved, or those of a new one.

    Args:
        case_id: from the page's address; `None` starts a new case.

    Raises:
        NotFound, NotAllowed, StorageUnavailable.
    """
    person = acting_as("attorney", "paralegal")
    if case_id is None:
        return new_facts(office().new_case_id(), today())
    stored = office().case(person, case_id)
    facts = facts_of(stored.case_file, stored.version)
    facts.saved_digest = _digest(facts)
    return facts


def save(facts: Facts) -> Trouble | None:
    """Save the facts, when they have changed since they were last saved.

    While the storage is away a note says so, and the next call tries again: nobody is kept from
    working.

    Returns:
        What stands in the way: facts that can't be, or somebody else's newer version.
    """
    try:
        return _save(facts)
    except StorageUnavailable:
        log(_AWAY, "warning")
        return None


def save_now(facts: Facts) -> Trouble | None:
    """The same, but an absent storage stands in the way, too."""
    try:
        return _save(facts)
    except StorageUnavailable as error:
        return Trouble.of(error)


def _save(facts: Facts) -> Trouble | None:
    facts.tidy()
    try:
        digest = _digest(facts)
        if digest == facts.saved_digest:
            return None
        version = _version_saved(facts, digest)
    except (CaseFileError, LostUpdate) as error:
        return Trouble.of(error)
    facts.saved_version = version
    facts.saved_digest = digest
    facts.tried_digests = ()
    return None


def _version_saved(facts: Facts, digest: str) -> int:
    """Save the facts over the version they were read in, or over one that this session saved.

    Where the storage went away in the middle of saving, the version may be there all the same:
    nobody else's, but the answers of a moment ago.
    """
    person = acting_as("attorney", "paralegal")
    # a session that was begun before an update doesn't know the attribute
    tried = vars(facts).get("tried_digests", ())
    try:
        return office().save_case(person, facts.case_file(), facts.saved_version, now())
    except StorageUnavailable:
        facts.tried_digests = (*tried, digest)
        raise
    except LostUpdate:
        stored = office().case(person, facts.meta.id)
        ours = sha256(write_json(stored.case_file)).hexdigest() in tried
        if not ours or stored.version != facts.saved_version + 1:
            raise
        return office().save_case(person, facts.case_file(), stored.version, now())


def _digest(facts: Facts) -> str:
    return sha256(write_json(facts.case_file())).hexdigest()
