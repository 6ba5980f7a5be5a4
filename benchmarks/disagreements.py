"""Votes and outcomes on which the parser and the silver labels differ: `python benchmarks/disagreements.py DATA [--list]`.

DATA holds protocols/goteborg, as ../shared/data does. Counts by kind; `--list` names the §§. The silver's outcome says how the
proposal on the table fared; where its class says nothing of what was decided (`beslut`, none) there is nothing to compare.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from pipelines.parse import parse
from pipelines.parse.facts.votes import deciding_vote
from pipelines.readers import LaidOutText
from pipelines.readers.text import decode, lines

SAME = {"tillstyrkan_kf": "förslag_uppåt"}  # the silver's word for one of ours
SILENT = {None, "beslut"}
WORDS = {
    "bordläggning": r"bordl[aä]g",
    "återremiss": r"återremi",
    "avslag": r"avsl(?:ag|å|og)",
    "bifall": r"bif(?:all|öll)",
}
BY_PROPOSAL = re.compile(r"(?:enligt|i enlighet med|på förslag av)\b", re.IGNORECASE)


def main():
    folder = Path(sys.argv[1]) / "protocols" / "goteborg"
    ours = dict(parsed(folder))
    silver = [json.loads(line) for line in (folder / "paragrafer.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = [(ours[row["id"]], row) for row in silver]
    report("votes", pairs, vote_difference, of=sum(bool(p.vote or row["votering"]) for p, row in pairs))
    report("outcomes", pairs, outcome_difference, of=sum(row["beslutsklass"] not in SILENT for _, row in pairs))


def parsed(folder):
    for path in sorted(folder.glob("*.txt")):
        (protocol,) = parse(LaidOutText(tuple(lines(decode(path.read_bytes()))), "text"), path.name)
        yield from ((f"{path.stem}-§{paragraph.number}", paragraph) for paragraph in protocol.paragraphs)


def report(name, pairs, difference, of):
    found = defaultdict(list)
    for paragraph, row in pairs:
        seen = difference(paragraph, row)
        if seen:
            found[seen[0]].append((row["id"], seen[1]))
    print(f"{name}: {sum(map(len, found.values()))} of {of} differ")
    for kind, ones in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{len(ones):>5}  {kind}")
        print("       " + ", ".join(f"{detail} {n}" for detail, n in Counter(d for _, d in ones).most_common()))
        if "--list" in sys.argv:
            print("".join(f"         {one}  {detail}\n" for one, detail in ones), end="")


def vote_difference(paragraph, row):
    """(kind, detail), None where both say the same."""
    silver, vote = row["votering"], paragraph.vote
    if not (silver and vote):
        return ("counted by one alone", "by the parser" if vote else "by the silver") if silver or vote else None
    counted = silver["ja"], silver["nej"]
    if counted != (vote.ja, vote.nej):
        kind = "the silver keeps an earlier count of the §" if counted in earlier(paragraph) else "another count"
        return kind, "several votes" if "earlier" in kind else f"{counted}"
    return ("abstentions", "") if silver.get("avstår", vote.abstained) != vote.abstained else None


def earlier(paragraph):
    """The counts that a reader meets on the way to the last one."""
    for at, section in enumerate(paragraph.sections):
        cut = section.text.split("\n")
        for end in range(1, len(cut) + 1):
            vote = deciding_vote([*paragraph.sections[:at], replace(section, text="\n".join(cut[:end]))])
            if vote:
                yield vote.ja, vote.nej


def outcome_difference(paragraph, row):
    """(kind, detail), None where both say the same or the silver says nothing."""
    silver, outcome = row["beslutsklass"], paragraph.outcome
    if silver in SILENT or SAME.get(silver, silver) == outcome:
        return None
    return _outcome_kind(paragraph, silver), f"{silver} → {outcome}"


def _outcome_kind(paragraph, silver):
    if paragraph.outcome is None:
        return "no decision for the parser"
    if paragraph.outcome == "förslag_uppåt":
        return "proposed to a higher body, which comes before what is proposed"
    if silver == "bifall" and BY_PROPOSAL.match(paragraph.decision):
        return "a proposal was followed, and that is what it decides"
    if re.search(WORDS[silver], paragraph.decision, re.IGNORECASE):
        return "the silver's word stands in the decision"
    return "the silver's word stands in motions or votes, not in the decision"


if __name__ == "__main__":
    main()
