"""A parsed protocol printed again in one plain layout, as text that the parser can be given: for long protocols and for tests."""

from textwrap import wrap

WIDTH = 76
HEADINGS = {
    "beslut": "Beslut",
    "sammanfattning": "Sammanfattning",
    "förslag till beslut": "Förslag till beslut",
    "yrkanden": "Yrkanden",
    "beslutsgång": "Beslutsgång",
    "omröstning": "Omröstning",
    "reservation": "Reservation",
    "särskilt yttrande": "Särskilt yttrande",
    "protokollsanteckning": "Protokollsanteckning",
    "jäv": "Jäv",
    "beslutsunderlag": "Beslutsunderlag",
    "expediering": "Beslutet skickas till",
    "bilaga": "Bilagor",
    "övrigt": "Överläggning",
}


def printed(protocol):
    """The whole protocol, first page included."""
    head = [
        f"{protocol.municipality} kommun" if protocol.municipality else "",
        "SAMMANTRÄDESPROTOKOLL",
        protocol.body or "",
        f"Sammanträdesdatum: {protocol.date}" if protocol.date else "",
        "",
    ]
    return "\n".join([*head, *(line for paragraph in protocol.paragraphs for line in _paragraph(paragraph))])


def _paragraph(paragraph):
    title, *more = wrap(f"§ {paragraph.number} {paragraph.heading}", WIDTH)
    yield ""
    yield title
    yield from more
    for number in paragraph.case_numbers:
        yield f"Diarienummer: {number.raw}"
    for section in paragraph.sections:
        yield from ["", "", *_heading(section)]
        for block in section.text.split("\n"):
            yield from ["", "", *wrap(block, WIDTH, break_long_words=False, break_on_hyphens=False)]


def _heading(section):
    """A decision that is a proposal upwards has two: `… beslut` and `… förslag till …`."""
    if section.heading is None:
        return [HEADINGS[section.type]]
    first, decides, rest = section.heading.partition(" beslut ")
    return [f"{first} beslut", *wrap(rest, WIDTH)] if decides and section.type == "beslut" else [section.heading]
