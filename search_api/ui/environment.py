"""The template environment. Everything shown is escaped by the templates; nothing is marked safe."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from indexer.index import LONGEST_QUERY, YEARS
from search_api.date_params import first_day, last_day
from search_api.params import SearchParams
from search_api.ui import highlight, labels, links


def environment(municipality: str | None) -> Environment:
    """The templates and the few functions they call."""
    env = Environment(
        loader=PackageLoader("search_api.ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {
        "site": f"Protokoll {municipality}" if municipality else "Protokoll",
        "question": lambda words_typed: SearchParams(q=words_typed),
        "first_day": first_day,
        "last_day": last_day,
        "shortened": highlight.shortened,
        "longest_query": LONGEST_QUERY,
        "first_year": YEARS[0],
        "last_year": YEARS[-1],
        "modes": labels.MODES,
        "sorts": labels.SORTS,
    }
    for module, names in _CALLED.items():
        env.globals |= {name: getattr(module, name) for name in names}
    return env


_CALLED = {
    links: ("search_link", "query_pairs", "with_changes", "paragraph_link", "protocol_link", "case_link", "facet_link"),
    labels: ("outcome_name", "outcome_tone", "long_date", "thousands", "plural"),
}
