from indexer.evaluate.judged import JudgedQuery, read_queries
from indexer.evaluate.report import Report, evaluate

__all__ = ["JudgedQuery", "Report", "evaluate", "read_queries"]
