"""What stands between a packet and the clerk: the findings of preflight."""

from __future__ import annotations

from collections.abc import Iterator

from ..casefile import known
from ..casefile.matter import Service
from ..casefile.plea import PriorCounsel
from ..expressions.wording import language_name
from ..law import not_acknowledged, screen, vehicle_rules
from .finding import Finding
from .plan import PacketPlan


def missing_fact(address: str, codes: list[str]) -> Finding:
    """A fact that papers need and the case file doesn't hold."""
    return Finding(
        "error",
        address,
        f"is missing; it is marked [MISSING] in {', '.join(dict.fromkeys(codes))}",
        "ask for it, then make the packet again",
    )


def consent_needed(group: str) -> Finding:
    """Facts that papers would tell, and whose disclosure the client has not consented to (P23)."""
    return Finding(
        "error",
        "client.consents",
        f"no consent to file the group {group!r} is recorded; the papers show [CONSENT NEEDED]",
        "have the client sign a consent, record it, then make the packet again",
    )


def practice_blank(code: str) -> Finding:
    """A form filled on a stand-in for the court's blank."""
    return Finding(
        "error",
        code,
        "was filled on a practice copy, which no clerk accepts",
        "give the court's blank (PCR_BLANKS), then make the packet again",
    )


def unconfirmed_edition(code: str, edition: str) -> Finding:
    """A form whose edition may have been superseded; it may still be filed (rule 1.42(9))."""
    return Finding(
        "warning",
        code,
        f"is the edition {edition}; a newer one may be in force",
        "compare with the court's page of forms; a court may not refuse an older edition "
        "(Cal. Rules of Court, rule 1.42)",
    )


def facts_findings(plan: PacketPlan) -> tuple[Finding, ...]:
    """What the facts alone tell, before any paper is made.

    Facts on which it turns whether the vehicles fit, vehicles left out, papers to be written by
    hand, warnings not acknowledged (R30), and notice to prior counsel (3.7.15).
    """
    return (
        *_open_facts(plan),
        *_left_out(plan),
        *_by_hand(plan),
        *_not_copied(plan),
        *_not_acknowledged(plan),
        *_nobody_to_serve(plan),
        *_undiscovered(plan),
        *_earlier_attempts(plan),
        *_counsel_to_be_appointed(plan),
        *_notice_to_prior_counsel(plan),
    )


def _open_facts(plan: PacketPlan) -> Iterator[Finding]:
    for address in plan.unknown:
        yield Finding(
            "error",
            address,
            f"isn't known, and whether {', '.join(plan.relief.vehicles)} can be asked for turns "
            "on it",
            "find it out, then make the packet again",
        )


def _left_out(plan: PacketPlan) -> Iterator[Finding]:
    for each in plan.left_out:
        problem = each.problem
        yield Finding(
            "warning", problem.where, f"not in this packet: {problem.what}", problem.remedy
        )


def _by_hand(plan: PacketPlan) -> Iterator[Finding]:
    for paper in plan.by_hand:
        yield Finding(
            "warning",
            paper.code,
            f"belongs to this packet and is not in it: {paper.why}",
            "write it, and put it in its place before the packet is served and filed",
        )


def _not_copied(plan: PacketPlan) -> Iterator[Finding]:
    for paper in plan.not_copied:
        yield Finding(
            "note",
            paper.exemplar,
            f"has no copy in {language_name(paper.language)} for the client to read",
            f"let the interpreter read it out, or publish an exemplar {paper.exemplar} in that "
            "language",
        )


def _not_acknowledged(plan: PacketPlan) -> Iterator[Finding]:
    """Warnings that nobody has read; while nobody told the client's goal, they stay warnings."""
    case_file = plan.one.case_file
    for warning in screen(case_file).unacknowledged:
        if warning.vehicles and set(warning.vehicles).isdisjoint(plan.relief.vehicles):
            continue
        problem = not_acknowledged(case_file, warning)
        yield Finding(
            "error" if known(case_file.matter.goal) else "warning",
            problem.where,
            problem.what,
            problem.remedy,
        )


def _nobody_to_serve(plan: PacketPlan) -> Iterator[Finding]:
    """Who must be served and isn't told of: the proof of service has nothing to say (3.1)."""
    group = plan.one.group("service")
    told = {known(each.party) for each in _tuple(group.value) if isinstance(each, Service)}
    rules = [vehicle_rules()[vehicle] for vehicle in plan.relief.vehicles]
    parties = [party for rule in rules for party in rule.served_on]
    parties += ["employing_agency"] * _blames_an_officer(plan)
    for party in dict.fromkeys(parties):
        if party not in told:
            yield Finding(
                "warning",
                group.address,
                f"doesn't tell how the {party.replace('_', ' ')} is served; the proof of service "
                "is left blank there",
                "record party, method and server, then make the packet again",
            )


def _blames_an_officer(plan: PacketPlan) -> bool:
    """Whether an officer's agency must be served too (Penal Code section 1473.7(a)(3)(B))."""
    rja = known(plan.one.case_file.rja)
    if rja is None or "PC1473_7_A3" not in plan.relief.vehicles:
        return False
    return known(rja.ground) in (1, 2) and bool(known(rja.agency))


def _undiscovered(plan: PacketPlan) -> Iterator[Finding]:
    """When a violation of section 745 came to light, which no fact tells (section 1473.7(c))."""
    if "PC1473_7_A3" in plan.relief.vehicles:
        yield Finding(
            "warning",
            "F-CR187",
            "leaves open when the violation came to light (item 5c), from which undue delay is "
            "reckoned (Pen. Code, § 1473.7, subd. (c)); D-NOM says only that there was none",
            "write the day on the form, and in D-MPA how it came to light and what was done then",
        )


def _earlier_attempts(plan: PacketPlan) -> Iterator[Finding]:
    """Earlier petitions and motions in the case, which the court will find in its file."""
    if plan.one.case.prior_writs:
        yield Finding(
            "warning",
            f"case.{plan.one.index}.prior_writs",
            "tells of an earlier petition or motion in this case, which the prosecution may say "
            "settles this one",
            "read how it ended, tell the court of it, and say what is new: other facts, another "
            "ground, or law made since",
        )


def _counsel_to_be_appointed(plan: PacketPlan) -> Iterator[Finding]:
    """The request for counsel on CR-187, which says that form CR-105 is attached."""
    counsel = known(plan.one.case_file.counsel)
    alone = counsel is not None and known(counsel.pro_per)
    if alone and any(paper.code == "F-CR187" for paper in plan.papers):
        yield Finding(
            "warning",
            "F-CR187",
            "leaves item 6 open, the request for counsel, which the notice of motion makes: the "
            "form says that a financial statement is attached",
            "fill form CR-105, attach it, and mark item 6; or take the request out of D-NOM",
        )


def _notice_to_prior_counsel(plan: PacketPlan) -> tuple[Finding, ...]:
    group = plan.one.group("prior_counsel")
    counsel = [c for c in _tuple(group.value) if isinstance(c, PriorCounsel)]
    return tuple(
        Finding(
            "warning",
            f"{group.address}.{index}.notice_served_on",
            "prior counsel has not been given notice of the hearing",
            "serve notice before the court is asked to find ineffective assistance "
            "(Pen. Code § 1473.7, subd. (h)), or seek no such finding",
        )
        for index, lawyer in enumerate(counsel)
        if known(lawyer.iac_finding_sought) is not False
        and known(lawyer.notice_served_on) is None
        and "PC1473_7_A1" in plan.relief.vehicles
    )


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
