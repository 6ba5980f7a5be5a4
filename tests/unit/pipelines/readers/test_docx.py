import io

import docx as python_docx
import hostile
import pytest
from hostile import paragraph

from pipelines.readers import Limits, read_bytes

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="27"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="§ %1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)
RESTARTED = '<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'


def numbered(level=0, list_id=5):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def table(*rows):
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def lines(body, **parts):
    return [line for line in read_bytes(hostile.docx(body, **parts), Limits()).lines if line.text]


def texts(body, **parts):
    return [line.text for line in lines(body, **parts)]


def test_numbers_that_word_computes():
    body = (
        paragraph("Badhus", numbered())
        + paragraph("förslag", numbered(1))
        + paragraph("Beslut")
        + paragraph("bifall", numbered(1))
        + paragraph("Skola", numbered())
        + paragraph("nytt", numbered(1))
    )
    assert texts(body, numbering=NUMBERING) == [
        "§ 27 Badhus", "a) förslag", "Beslut", "b) bifall", "§ 28 Skola", "a) nytt",
    ]  # fmt: skip


def test_a_list_can_begin_anew():
    body = (
        paragraph("Badhus", numbered()) + paragraph("Ny", numbered(list_id=6)) + paragraph("Nyare", numbered(list_id=6))
    )
    assert texts(body, numbering=NUMBERING + RESTARTED) == ["§ 27 Badhus", "§ 1 Ny", "§ 2 Nyare"]


@pytest.mark.parametrize("nonsense", ["x", "-1", "99999999999", "²"])
def test_nonsense_in_a_list_is_no_reason_to_refuse_the_file(nonsense):
    for place in ('w:ilvl="0"', 'w:val="27"', 'w:numId="5"', 'w:abstractNumId="1"'):
        name = place.split("=")[0]
        numbering = NUMBERING.replace(place, f'{name}="{nonsense}"')
        assert texts(paragraph("Badhus", numbered()), numbering=numbering)[0].endswith("Badhus")


def test_numbers_in_table_cells_count_too():
    body = table((paragraph("", numbered()), paragraph("Badhus"))) + paragraph("Skola", numbered())
    assert [text.split() for text in texts(body, numbering=NUMBERING)] == [["§", "27", "Badhus"], ["§", "28", "Skola"]]


def test_a_style_numbers_its_paragraphs_and_those_based_on_it():
    numbering = NUMBERING.replace('<w:lvlText w:val="§ %1"/>', '<w:pStyle w:val="Para"/><w:lvlText w:val="§ %1"/>')
    styles = (
        '<w:style w:styleId="Para"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Egen"><w:name w:val="Egen"/><w:basedOn w:val="Para"/></w:style>'
        '<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>'
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>') for text, style in [("A", "Para"), ("B", "Egen"), ("C", "Ring")]
    )
    found = lines(body, numbering=numbering, styles=styles)
    assert [(line.text, line.heading_level) for line in found] == [("§ 27 A", 2), ("§ 28 B", 2), ("C", None)]


def test_headings_by_outline_level_and_word_s_own_body_level():
    body = paragraph("Rubrik", '<w:outlineLvl w:val="0"/>') + paragraph("Text", '<w:outlineLvl w:val="9"/>')
    assert [line.heading_level for line in lines(body)] == [1, None]


def test_tables_row_by_row():
    attendance = table((paragraph("Eva Ek"), paragraph("(S)")), (paragraph("Bo Al"), paragraph("(M)")))
    stacked = table((paragraph("Eva Ek") + paragraph("Bo Al"), paragraph("Ja") + paragraph("Nej")))
    assert texts(attendance) == ["Eva Ek  (S)", "Bo Al  (M)"]
    assert texts(stacked) == ["Eva Ek  Ja", "Bo Al  Nej"]


def test_a_table_that_lays_out_the_page_gives_cell_after_cell():
    body = table(
        (
            paragraph("Beslut"),
            paragraph("Nämnden godkänner.") + paragraph("Bifall.") + table((paragraph("a"), paragraph("b"))),
        )
    )
    assert texts(body) == ["Beslut", "Nämnden godkänner.", "Bifall.", "a  b"]


def test_deleted_hidden_and_repeated_text_is_left_out():
    body = (
        "<w:p><w:del><w:r><w:delText>borta</w:delText></w:r></w:del><w:ins><w:r><w:t>kvar</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> dold</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>ruta</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>ruta</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert texts(body) == ["kvar", "ruta"]


def test_a_deleted_numbered_paragraph_takes_no_number():
    deleted = f"<w:p><w:pPr>{numbered()}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    assert texts(deleted + paragraph("Badhus", numbered()), numbering=NUMBERING) == ["§ 27 Badhus"]


@pytest.mark.parametrize("noted", [True, False])
def test_pages_are_counted_once_each(noted):
    made = '<w:p><w:r><w:t>ett</w:t><w:br w:type="page"/></w:r></w:p>'
    mark = "<w:lastRenderedPageBreak/>" if noted else ""
    found = lines(f"{made}<w:p><w:r>{mark}<w:t>två</w:t></w:r></w:p>")
    assert [(line.text, line.page) for line in found] == [("ett", 1), ("två", 2)]


def test_what_word_itself_would_save():
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Storviks kommun\tKommunstyrelsen 2025-03-12"
    document.add_heading("§ 1 Val av justerare", level=2)
    document.add_paragraph("Eva Ek väljs.", style="List Number")
    document.add_paragraph("Bo Al väljs.", style="List Number")
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Eva Ek", "(S)"
    out = io.BytesIO()
    document.save(out)
    found = [line for line in read_bytes(out.getvalue(), Limits()).lines if line.text]
    assert [line.text for line in found] == [
        "Storviks kommun    Kommunstyrelsen 2025-03-12",
        "§ 1 Val av justerare",
        "1. Eva Ek väljs.",
        "2. Bo Al väljs.",
        "Eva Ek  (S)",
    ]
    assert found[1].heading_level == 2


def test_the_strict_dialect_and_a_renamed_main_part():
    strict = hostile.W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = hostile.archive(
        {"word/document2.xml": f"<w:document {strict}><w:body>{paragraph('hej')}</w:body></w:document>"}
    )
    assert [line.text for line in read_bytes(data, Limits()).lines if line.text] == ["hej"]
