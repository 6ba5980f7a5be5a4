from indexer.evaluate.compare import Comparison, as_text, compare
from indexer.evaluate.judged import JudgedQuery, read_queries
from indexer.evaluate.report import Report, evaluate

__all__ = ["Comparison", "JudgedQuery", "Report", "as_text", "compare", "evaluate", "read_queries"]
