import pytest

from pipelines.readers import Limits, read_bytes


def lines(body):
    data = body if isinstance(body, bytes) else f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
    return [line for line in read_bytes(data, Limits()).lines if line.text]


def texts(body):
    return [line.text for line in lines(body)]


def test_headings_keep_their_level():
    found = lines("<h2>§ 7 Badhus</h2><p>Ett<br>två</p>")
    assert [(line.text, line.heading_level) for line in found] == [("§ 7 Badhus", 2), ("Ett", None), ("två", None)]


def test_what_no_reader_sees_is_dropped():
    hidden = (
        "<nav>meny</nav><script>x()</script><style>p{}</style><div hidden>a</div><div style='display: none'>b</div>"
    )
    assert texts(f"före{hidden}efter<!-- kommentar -->åt") == ["före", "efteråt"]


def test_lists_are_numbered_as_shown():
    body = "<ol start=3><li>tre</li><li><p>fyra</p><ul><li>punkt</li></ul></li><li>fem</li></ol>"
    assert texts(body) == ["3. tre", "4. fyra", "• punkt", "5. fem"]


def test_a_row_of_data_is_one_line():
    assert texts("<table><tr><td><p>Eva Ek</p></td><td>(S)</td><th>Ja<br>2</th></tr></table>") == ["Eva Ek  (S)  Ja 2"]


def test_a_table_that_only_lays_out_the_page_breaks_as_its_blocks_do():
    page = "<table><tr><td>meny</td><td><h3>§ 1 Val</h3><p>Beslut</p><p>Eva Ek väljs.</p><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    found = lines(page)
    assert [line.text for line in found] == ["meny", "§ 1 Val", "Beslut", "Eva Ek väljs.", "a  b"]
    assert found[1].heading_level == 3


def test_preformatted_text_keeps_its_lines_and_spaces():
    assert texts("<pre>§ 1      Dnr 5\n\nVal</pre><p>a\nb</p>") == ["§ 1      Dnr 5", "Val", "a b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_any_encoding_with_or_without_its_name(encoding):
    declared = "<meta charset=iso-8859-1>" if encoding == "iso-8859-1" else ""
    assert texts(f"<html><head>{declared}</head><body><p>Åäö</p></body></html>".encode(encoding)) == ["Åäö"]


def test_a_fragment_is_a_page_too():
    assert texts(b"<h1>Protokoll</h1><p>Text</p>") == ["Protokoll", "Text"]


@pytest.mark.parametrize("tag", ["div", "b", "li", "table><tr><td"])
def test_deep_nesting_is_read_as_far_as_it_is_shown(tag):
    assert texts(b"<html><body><p>grund</p>" + f"<{tag}>".encode() * 50_000)[0] == "grund"
    assert texts(f"<{tag}>" * 200 + "djup")[-1].endswith("djup")
