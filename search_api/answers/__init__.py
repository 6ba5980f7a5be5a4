"""The one wire model: what the API, `--json`, the command line's text and the pages show, built once from what is found."""

from search_api.answers.base import Answer
from search_api.answers.context import ContextAnswer, context_answer
from search_api.answers.documents import (
    CaseAnswer,
    Citation,
    MeetingAnswer,
    ParagraphAnswer,
    VoteAnswer,
    case_answer,
    citation,
    citations,
    meeting_answer,
    paragraph_answer,
)
from search_api.answers.explanations import HitExplanationAnswer, QueryExplanationAnswer, UnderstoodAnswer
from search_api.answers.hits import (
    AssignmentAnswer,
    HitAnswer,
    HitsAnswer,
    PassageAnswer,
    SearchAnswer,
    hit_answer,
    search_answer,
)
from search_api.answers.problems import ERRORS, FaultAnswer, ProblemAnswer
from search_api.answers.related import RelatedAnswer, SuggestionsAnswer, related_answer, suggestions_answer
from search_api.answers.status import FindingAnswer, Health, Readiness, StatusAnswer, finding_answer, status_answer

__all__ = [
    "ERRORS",
    "Answer",
    "AssignmentAnswer",
    "CaseAnswer",
    "Citation",
    "ContextAnswer",
    "FaultAnswer",
    "FindingAnswer",
    "Health",
    "HitAnswer",
    "HitExplanationAnswer",
    "HitsAnswer",
    "MeetingAnswer",
    "ParagraphAnswer",
    "PassageAnswer",
    "ProblemAnswer",
    "QueryExplanationAnswer",
    "Readiness",
    "RelatedAnswer",
    "SearchAnswer",
    "StatusAnswer",
    "SuggestionsAnswer",
    "UnderstoodAnswer",
    "VoteAnswer",
    "case_answer",
    "citation",
    "citations",
    "context_answer",
    "finding_answer",
    "hit_answer",
    "meeting_answer",
    "paragraph_answer",
    "related_answer",
    "search_answer",
    "status_answer",
    "suggestions_answer",
]
