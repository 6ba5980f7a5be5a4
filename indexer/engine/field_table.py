"""The field table: one row a search field (docs/howto/add-a-query-field.md).

Filters, index fields, query language, URL parameters, chips, facets and help are derived from it.
"""

from typing import get_args

from indexer.engine.assignments import assignment_tokens
from indexer.engine.search_field import Facet, Parameter, SearchField
from indexer.identifiers import index_keys
from indexer.language import surfaces
from indexer.model import Document, Outcome, SectionType
from indexer.model.assignment import DONE, OPEN


def _bodies(document: Document) -> list[str]:
    return [name for name in (document.body, document.body_code) if name]


def _case_keys(document: Document) -> list[str]:
    return sorted({key for number in document.case_numbers for key in index_keys(number)})


def _people(document: Document) -> list[str]:
    return [" ".join(surfaces(person.name)) for person in document.people]


def _parties(document: Document) -> list[str]:
    return list(dict.fromkeys(person.party for person in document.people if person.party))


def _outcomes(document: Document) -> list[str]:
    return [document.outcome] if document.outcome else []


def _sections(document: Document) -> list[str]:
    return list(dict.fromkeys(section.type for section in document.sections))


FIELDS: tuple[SearchField, ...] = (
    SearchField(
        names=("kommun", "kommunen", "municipality"),
        parameters=(Parameter("municipality", "kommun", "Kommun", "Kommunens namn."),),
        match="folded",
        index_field="municipality",
        read=lambda document: [document.municipality],
        facet=Facet("municipality", "Kommun", 4, lambda document: [document.municipality]),
        example="kommun:Granvalla skola",
        finds="bara i den kommunen",
    ),
    SearchField(
        names=("nämnd", "nämnden", "organ", "styrelse", "body"),
        parameters=(Parameter("body", "nämnd", "Nämnd", "Organets namn eller förkortning, till exempel KS."),),
        match="folded",
        index_field="body",
        read=_bodies,
        facet=Facet("body", "Nämnd", 1, lambda document: [document.body] if document.body else []),
        example="nämnd:KF budget",
        finds="bara i kommunfullmäktige",
    ),
    SearchField(
        names=("dnr", "diarienummer", "diarienr", "ärende", "ärendenummer"),
        parameters=(Parameter("case_number", "dnr", "Diarienummer", "Diarienummer, hur det än skrivs."),),
        match="exact",
        index_field="case_key",
        read=_case_keys,
        example='dnr:"KS 2024/117" lokaler',
        finds="bara i det ärendet",
    ),
    SearchField(
        names=("paragraf", "paragrafen", "paragraph"),
        parameters=(Parameter("paragraph", "paragraf", "§", "Paragrafens nummer, utan §."),),
        match="folded",
        index_field="paragraph",
        read=lambda document: [document.paragraph],
        example="paragraf:12 nämnd:KF",
        finds="bara paragrafer med det numret",
    ),
    SearchField(
        names=("datum", "date", "år", "möte", "sammanträde"),
        parameters=(
            Parameter("date_from", "datum_från", "Från och med", "Tidigaste dag: år, månad eller dag."),
            Parameter("date_to", "datum_till", "Till och med", "Senaste dag: år, månad eller dag."),
        ),
        match="dates",
        index_field="date",
        facet=Facet("year", "År", 2),
        example="datum:2023-01..2023-06 taxa",
        finds="bara under de månaderna",
    ),
    SearchField(
        names=("person", "namn", "ledamot"),
        parameters=(Parameter("person", "person", "Person", "Namn, eller del av namn, på den som nämns."),),
        match="name",
        index_field="person",
        read=_people,
        example="person:Lindqvist",
        finds="paragrafer som nämner personen",
    ),
    SearchField(
        names=("parti", "partiet", "party"),
        parameters=(Parameter("party", "parti", "Parti", "Partibeteckning, till exempel S."),),
        match="folded",
        index_field="party",
        read=_parties,
        facet=Facet("party", "Parti", 6, _parties),
        example="parti:S motion",
        finds="paragrafer där partiet förekommer",
    ),
    SearchField(
        names=("typ", "ärendetyp", "type"),
        parameters=(Parameter("kind", "typ", "Typ", "Ord i rubriken, till exempel motion."),),
        match="heading words",
        index_field="heading_terms",
        example="typ:detaljplan",
        finds="paragrafer med ordet i rubriken",
    ),
    SearchField(
        names=("utfall", "resultat", "outcome"),
        parameters=(Parameter("outcome", "utfall", "Utfall", "Hur ärendet slutade."),),
        match="folded",
        index_field="outcome",
        read=_outcomes,
        facet=Facet("outcome", "Utfall", 3, _outcomes),
        values=get_args(Outcome),
        example="utfall:återremiss",
        finds="ärenden som skickats tillbaka",
    ),
    SearchField(
        names=("avsnitt", "section"),
        parameters=(Parameter("section", "avsnitt", "Avsnitt", "Avsnitt som paragrafen skall ha."),),
        match="folded",
        index_field="section",
        read=_sections,
        facet=Facet("section", "Avsnitt", 5, _sections),
        values=get_args(SectionType),
        example="avsnitt:reservation vindkraft",
        finds="paragrafer där någon reserverat sig",
    ),
    SearchField(
        names=("uppdrag", "uppdraget", "assignment"),
        parameters=(
            Parameter("assignment", "uppdrag", "Uppdrag", "Att ett uppdrag ges, och om en återrapport är hittad."),
        ),
        match="assignment",
        index_field="assignment",
        read=assignment_tokens,
        values=(OPEN, DONE),
        example="uppdrag:öppet skolskjuts",
        finds="beslut som gett ett uppdrag som ingen återrapport här svarar på",
    ),
)
PARAMETERS: tuple[Parameter, ...] = tuple(parameter for field in FIELDS for parameter in field.parameters)
FACETS: tuple[Facet, ...] = tuple(sorted((field.facet for field in FIELDS if field.facet), key=lambda one: one.place))
