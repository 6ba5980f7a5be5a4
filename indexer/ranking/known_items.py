"""The §§ that a question names by number: which first, and what to say of a number that nothing here has."""

from collections.abc import Collection, Iterable, Sequence

from indexer.identifiers.case_number_keys import index_keys, lookup_keys, query_keys
from indexer.model import CaseNumber, Document, ParagraphKey
from indexer.query import Query
from indexer.ranking.case_order import in_case_order, in_meeting_order


def known_items_first(query: Query, documents: Sequence[Document]) -> list[Document]:
    """Cited §§, newest meeting first, then the §§ of the cases in their order."""
    cited = [document for document in documents if any(is_cited(key, document) for key in query.paragraphs)]
    by_meeting = sorted(in_meeting_order(cited), key=lambda document: document.date or "", reverse=True)
    taken = {document.id for document in cited}
    return [*by_meeting, *in_case_order([document for document in documents if document.id not in taken])]


def is_cited(key: ParagraphKey, document: Document) -> bool:
    """Whether a citation can mean this §."""
    return (
        key.paragraph in (None, document.paragraph)
        and key.body_code in (None, document.body_code)
        and (key.date_from is None or (document.date or "") >= key.date_from)
        and (key.date_to is None or (document.date is not None and document.date <= key.date_to))
    )


def has_number(number: CaseNumber, document: Document) -> bool:
    """Whether the § belongs to the case, however its number is written there."""
    keys = set(query_keys(number))
    return any(keys & set(index_keys(own)) for own in document.case_numbers)


def written_number(number: CaseNumber, documents: Iterable[Document]) -> str:
    """The number as the §§ write it when they agree, since the asker may have left out the code; else as asked."""
    written = {
        own.canonical
        for document in documents
        for own in document.case_numbers
        if set(query_keys(number)) & set(index_keys(own))
    }
    return written.pop() if len(written) == 1 else number.canonical


def renumbered_keys(document: Document, keys: Collection[str]) -> tuple[str, ...]:
    """The look-up keys of the other numbers that a § gives the case with `keys`; none where it is of several cases."""
    others = [number for number in document.case_numbers if number.same_case]
    own = [number for number in document.case_numbers if not number.same_case]
    known = any(key in keys for number in document.case_numbers for key in index_keys(number))
    return lookup_keys([*own, *others]) if others and known and len(own) == 1 else ()
