"""Parse inspection: what was understood beside the text, on a terminal or as a page."""

from pipelines.inspect.html_view import as_page
from pipelines.inspect.source import read_one
from pipelines.inspect.terminal_view import as_lines
from pipelines.inspect.view import ProtocolView, show

__all__ = ["ProtocolView", "as_lines", "as_page", "read_one", "show"]
