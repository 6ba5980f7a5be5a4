"""The decision of a § and its outcome, judged only inside the body's own decision."""

import re
from collections.abc import Sequence

from indexer.model import Outcome, Section

_HIGHER = r"(?:kommunstyrelsen?|(?:kommun|stads|region|förbunds)?fullmäktige|[\wåäö-]{3,40}(?:nämnden|styrelsen))"
# First that fits, in the order of the design. Verbs, not nouns: a report about refusals refuses nothing.
_OUTCOMES: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(pattern, re.IGNORECASE))
    for outcome, pattern in (
        (
            "utgår",
            r"\bärende(?:t|na)? (?:utgår|utgick|utgå|dras tillbaka|drogs tillbaka|tas bort|stryks)\b|\butgår (?:från|ur) (?:dagordningen|föredragningslistan)"
            r"|\A(?:utgår|utgick)\b|\bmotionen (?:återtagen|dras tillbaka|är återtagen)",
        ),
        (
            "förslag_uppåt",
            rf"\bföresl(?:år|å|ås|og)(?: att)? (?:[\w-]+ ){{0,3}}?{_HIGHER}\b|\bförslag till (?:kommunstyrelsen|(?:kommun|stads|region|förbunds)?fullmäktige)\b"
            rf"|\bhemställer (?:hos|till|att) {_HIGHER}|\btillstyrk(?:er|s|a|es)\b|\brekommender(?:ar|as) {_HIGHER}"
            r"|\b(?:kommun)?fullmäktige föreslås\b|\bkommunstyrelsen föreslås\b",
        ),
        ("bordläggning", r"\bbordl(?:ägg(?:s|er|a|es)|ades|agd|agt|agda|ade)\b|\bskjuts? upp\b|\buppskjut(?:er|s)\b"),
        (
            "återremiss",
            r"\båterremitter(?:as|ar|a|ades|ade|at|ad)\b|\b(?:minoritets)?återremiss(?:en)? (?:beslutas|bifalls)|\bbesluta[r]?(?: om| att)? (?:minoritets)?återremi",
        ),
        ("avslag", r"\bavsl(?:ås|år|å|og|ogs|agit|agits)\b|\bavvisa(?:s|r|)\b|\bogilla(?:s|r)\b|\bavstyrk(?:er|s|a)\b"),
        (
            "överlämnande",
            r"\böverlämna(?:s|r|)\b|\böversänd(?:er|s|a)\b|\böverför(?:s)? (?:ärendet|frågan)|\bavge(?:r|s)?\b.{0,60}\b(?:yttrande|svar|remissvar)"
            r"|\bremitter(?:as|ar|a)\b|\bvidarebefordra[sr]?\b|\bsom (?:sitt|eget|svar|kommunens|nämndens|kommunstyrelsens) (?:eget )?(?:yttrande|remissvar|svar)\b",
        ),
        (
            "val",
            r"\b(?:utse(?:s|r|tts|dd)?|omväl(?:jer|js)|(?:till|om|ny)?väl(?:jer|js|ja)|entledig(?:as|ar|a)|befria(?:s|r)|avsäg(?:elsen?|elserna)|förordna(?:s|r|d|de))\b"
            r"|\bförordnande\b.{0,120}\bförlängs|\bfyllnadsval|\bvalet (?:bordläggs|förrättas)|\bjusterar dagens protokoll|\bval av\b.{0,80}\bgodkänns",
        ),
        (
            "antagande",
            r"\banta(?:r|s|ges|ga|gits)?\b|\bfastställ(?:er|s|a|es|d)\b|\bupphäv(?:er|s|a|es)\b|\b(?:detalj)?planen? godkänns|\b(?:avtalet?|överenskommelsen?|taxan?|budgeten?|policyn|"
            r"riktlinje(?:n|rna)?|reglementet?|bolagsordning(?:en)?|planen|programmet|strategin|delegations(?:ordning(?:en)?))\b.{0,120}\bgodkänn(?:s|er|es)"
            r"|\bgodkänn(?:er|a)\b.{0,100}\b(?:avtal|överenskommelse|taxa|budget|policy|riktlinje|reglemente|bolagsordning|detaljplan|förvärv|försäljning|köpekontrakt)",
        ),
        (
            "bifall",
            r"\bbif(?:all(?:er|s|a|es|it|its)?|öll|ölls)\b|\bbevilja(?:s|r|)\b|\b(?:får|ges|ger|gav)\b.{0,120}?\bi uppdrag\b|\buppdra(?:r|s|ges)?\b|\bi enlighet med (?:förslag|yrkande)"
            r"|\bmedge(?:r|s)?\b|\btilldela(?:s|r)\b|\banslå(?:s|r)?\b|\blämnar? (?:samtycke|tillstånd|medgivande)|\bbemyndiga(?:s|r)\b|\bdelegera(?:s|r)\b|\btillstånd\b"
            r"|\bföljande (?:ledamöter )?.{0,20}får (?:närvara|delta)|\bborgen\b|\bansvarsfrihet\b|\bfår (?:rätt att|närvara|ställas|framställas)\b",
        ),
        ("besvarad", r"\bbesvara(?:d|de|t|s|r)\b"),
        ("godkännande", r"\bgodkänn(?:er|s|a|es|t|d)\b|\bgodkändes?\b|\bläggs fast\b"),
        (
            "notering",
            r"\bnotera(?:r|s|de|des)\b|\banteckna(?:s|r|de|des)\b|\bläggs? (?:rapporten |informationen |\w+ )?till handlingarna|\btill handlingarna\b|\btar del av\b|\btagit del av\b"
            r"|\btackar för\b|\btar (?:\w+ )?(?:emot )?information|\binformation(?:en)?\b|\bmottag(?:er|it)\b|\bförklaras? (?:inte )?fullgjor|\binge[nt]\b.{0,120}\bjäv|\bansåg sig förhindra"
            r"|\bär slutfört\b|\bkonstatera(?:r|s)\b|\bredovisa(?:s|r|d)\b",
        ),
    )
)
_LONGEST = 20_000  # characters of one decision that are judged


def decision_text(sections: Sequence[Section]) -> str | None:
    """The body's own decision; None when the § has none."""
    texts = [section.text for section in sections if section.type == "beslut" and section.text]
    return "\n".join(texts) or None


def outcome_of(sections: Sequence[Section]) -> Outcome | None:
    """The first of the thirteen that fits the decision; None without a decision."""
    decision = decision_text(sections)
    if decision is None:
        return None
    headings = "\n".join(
        s.heading for s in sections if s.type == "beslut" and s.heading and "förslag" in s.heading.lower()
    )
    return judge(f"{headings}\n{decision}".strip())


def judge(decision: str) -> Outcome:
    """The outcome a decision's own words give; what follows a colon counts as much as what stands before it."""
    text = " ".join(decision[:_LONGEST].split())
    for outcome, pattern in _OUTCOMES:
        if pattern.search(text):
            return outcome
    return "annat"
