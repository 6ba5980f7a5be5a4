"""How much of a protocol's gold a parse has, field by field: hits and chances, so that protocols add up."""

import re
from collections import Counter, defaultdict

FIELDS = (
    "numbers", "invented", "headings", "case numbers", "decisions", "outcomes", "votes", "references", "sections", "people", "head",
)  # fmt: skip
_CLOSE = 0.9  # share of words in common (F1) from which a text is the same text


class Score:
    """Per field, how many were right of how many; `misses` says which were not."""

    def __init__(self):
        self.right, self.of = Counter(), Counter()
        self.misses = []

    def add(self, field, right, of, what=""):
        self.right[field] += right
        self.of[field] += of
        if right < of:
            self.misses.append(f"{field}: {what}")

    def share(self, field):
        """0–1, or None where nothing was asked for; of `invented`, the share of found §§ that are none."""
        return self.right[field] / self.of[field] if self.of[field] else None

    def __iadd__(self, other):
        self.right += other.right
        self.of += other.of
        self.misses += other.misses
        return self


def score(gold, parsed):
    """Protocols of one file against their gold, in the file's order."""
    total = Score()
    total.add("head", int(len(gold) == len(parsed)), 1, f"{len(parsed)} protocols, not {len(gold)}")
    for number, wanted in enumerate(gold):
        found = parsed[number] if number < len(parsed) else {"paragraphs": []}
        total += _protocol(wanted, found)
    return total


def _protocol(gold, found):
    total = Score()
    for field in ("municipality", "body", "body_code", "date"):
        if field in gold:
            total.add(
                "head", int(gold[field] == found.get(field)), 1, f"{field} {found.get(field)!r}, not {gold[field]!r}"
            )
    by_number = defaultdict(list)
    for paragraph in found["paragraphs"]:
        by_number[paragraph["number"]].append(paragraph)
    wanted = {paragraph["number"] for paragraph in gold["paragraphs"]}
    invented = [number for number in by_number if number not in wanted]
    total.right["invented"] += len(invented)
    total.of["invented"] += max(len(found["paragraphs"]), 1)
    total.misses += [f"invented: § {number}" for number in invented]
    for paragraph in gold["paragraphs"]:
        same = by_number.get(paragraph["number"])
        total.add("numbers", int(bool(same)), 1, f"§ {paragraph['number']}")
        if same:
            total += _paragraph(paragraph, same[0])
    return total


def _paragraph(gold, found):
    total, name = Score(), f"§ {gold['number']}"
    total.add(
        "headings",
        int(_words(gold["heading"]) == _words(found["heading"])),
        1,
        f"{name} {found['heading']!r}, not {gold['heading']!r}",
    )
    numbers = [number["canonical"] for number in found["case_numbers"]]
    asked = [number["canonical"] if isinstance(number, dict) else number for number in gold["case_numbers"]]
    total.add(
        "case numbers",
        int(set(numbers) == set(asked)),
        1,
        f"{name} {numbers}, not {asked}",
    )
    total.add(
        "decisions",
        int(_alike(gold.get("decision"), found["decision"])),
        1,
        f"{name} {found['decision']!r}, not {gold.get('decision')!r}",
    )
    total.add(
        "outcomes",
        int(gold.get("outcome") == found["outcome"]),
        1,
        f"{name} {found['outcome']}, not {gold.get('outcome')}",
    )
    total.add(
        "votes",
        int(_vote(gold.get("vote")) == _vote(found["vote"])),
        1,
        f"{name} {found['vote']}, not {gold.get('vote')}",
    )
    cited = {(r["body_code"], r["date"], r["paragraph"]) for r in found["references"]}
    for reference in gold.get("references", []):
        key = (reference.get("body_code"), reference.get("date"), reference.get("paragraph"))
        total.add("references", int(key in cited), 1, f"{name} {key} not in {sorted(map(str, cited))}")
    people = {person["name"] for person in found["people"]}
    for person in gold.get("people", []):
        name_of = person["name"] if isinstance(person, dict) else person
        total.add("people", int(name_of in people), 1, f"{name} {name_of}")
    total += _sections(gold.get("sections", []), found["sections"], name)
    return total


def _sections(gold, found, name):
    """F1 over (type, word): right counts twice what both have, of what either has."""
    wanted, got = _typed_words(gold), _typed_words(found)
    both = sum((wanted & got).values())
    total = Score()
    total.right["sections"], total.of["sections"] = 2 * both, sum(wanted.values()) + sum(got.values())
    for kind in sorted({kind for kind, _ in wanted} | {kind for kind, _ in got}):
        have, want = (Counter({w: n for (k, w), n in one.items() if k == kind}) for one in (got, wanted))
        if have != want:
            total.misses.append(f"sections: {name} {kind}: +{list(have - want)[:8]} −{list(want - have)[:8]}")
    return total


def _typed_words(sections):
    return Counter((section["type"], word) for section in sections for word in _words(section["text"]))


def _vote(vote):
    return None if vote is None else (vote.get("ja"), vote.get("nej"), vote.get("avstår") or 0)


def _alike(gold, found):
    if not gold or not found:
        return not gold and not found
    wanted, got = Counter(_words(gold)), Counter(_words(found))
    return 2 * sum((wanted & got).values()) / (sum(wanted.values()) + sum(got.values())) >= _CLOSE


def _words(text):
    return re.findall(r"\w+", (text or "").lower())
