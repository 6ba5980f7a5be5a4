import re
from html.parser import HTMLParser

import pytest
from fictional import PAYLOADS, document
from running import opened_service
from starlette.testclient import TestClient

from indexer.settings import Settings
from search_api.app import create_app

LARGEST = 60_000  # bytes of a page
PAGES = [
    "/",
    "/?q=Lindparken",
    "/?q=Lindparken&nämnd=Kommunstyrelsen",
    "/?q=finnsverkligeninte&mode=keyword",
    "/paragraf/solbacka/ks/2025-03-12/59",
    "/protokoll/solbacka/ks/2025-03-12",
    "/arende?number=KS+2025%2F117",
    "/innehall",
    "/hjalp",
    "/fel",
]
VOID = {"meta", "link", "input", "br", "img", "hr", "rect"}


class Outline(HTMLParser):
    """Tags as a browser would see them, and whether they close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def outline(html):
    parsed = Outline()
    parsed.feed(html)
    assert parsed.open == []
    return parsed


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_accessible_in_its_bones(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert len(response.content) <= LARGEST
    page = outline(response.text)
    assert '<html lang="sv">' in response.text
    assert page.tags.count("h1") == page.tags.count("main") == 1
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert all(
        value in ids for _, name, value in page.attributes if name in {"for", "aria-labelledby", "aria-describedby"}
    )


@pytest.mark.parametrize("path", PAGES)
def test_a_page_needs_no_script_and_no_other_host(client, path):
    page = outline(client.get(path).text)
    assert "script" not in page.tags
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
    addresses = [value for _, name, value in page.attributes if name in {"href", "src", "action"}]
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in addresses)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(client, path):
    links = {value for tag, name, value in outline(client.get(path).text).attributes if (tag, name) == ("a", "href")}
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("path", [*PAGES, "/v1/search", "/finns-inte", "/static/style.css", "/openapi.json"])
def test_every_answer_has_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_host_header_is_never_repeated(client):
    for path in [*PAGES, "/v1/search/", "/paragraf/"]:
        response = client.get(path, headers={"host": "ond.example"}, follow_redirects=False)
        assert response.status_code not in {301, 302, 307, 308}
        assert "ond.example" not in response.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_as_text(client, payload):
    number = PAYLOADS.index(payload) + 1
    meeting = "havsnas/bun/2023-05-05"
    for path, params in [
        ("/", {"q": f"fågeltorn {payload}"}),
        ("/", {"q": "fågeltorn", "person": payload, "typ": payload}),
        ("/", {"nämnd": payload}),
        (f"/paragraf/{meeting}/{number}", {}),
        (f"/protokoll/{meeting}", {}),
    ]:
        response = client.get(path, params=params)
        assert response.status_code == 200
        page = outline(response.text)
        assert not {"script", "img"} & set(page.tags)
        assert path == "/" or "b" not in page.tags
        assert not [name for _, name, _ in page.attributes if name.startswith("on")]
        assert not [value for _, name, value in page.attributes if name == "href" and value.startswith("javascript")]
        assert "49" not in re.findall(r"\b49\b", response.text)


def test_search_marks_the_words_it_found(client):
    html = client.get("/?q=torghandel").text
    assert re.search(r"<mark>[Tt]orghandel", html)


def test_the_whole_state_is_in_the_address(client):
    html = client.get(
        "/", params={"q": "Lindparken", "nämnd": "Kommunstyrelsen", "mode": "keyword", "sort": "newest"}
    ).text
    assert (
        '<link rel="canonical" href="/?mode=keyword&amp;n%C3%A4mnd=Kommunstyrelsen&amp;q=Lindparken&amp;sort=newest">'
        in html
    )
    assert 'value="Lindparken"' in html
    assert 'value="keyword" checked' in html
    assert 'type="hidden" name="nämnd" value="Kommunstyrelsen"' in html


def test_a_chip_takes_its_filter_away_and_nothing_else(client):
    html = client.get("/", params={"q": "Lindparken", "nämnd": ["Kommunstyrelsen", "Kommunfullmäktige"]}).text
    chips = re.findall(r'class="chip" href="([^"]*)"', html)
    assert chips == [
        "/?n%C3%A4mnd=Kommunfullm%C3%A4ktige&amp;q=Lindparken",
        "/?n%C3%A4mnd=Kommunstyrelsen&amp;q=Lindparken",
    ]


def test_a_facet_leads_to_as_many_as_it_says(client):
    html = client.get("/?q=Lindparken&mode=keyword").text
    values = re.findall(r'<a href="([^"]*)"><span>[^<]*</span> <span class="n">(\d+)', html)
    assert len(values) >= 5
    for href, count in values:
        narrowed = client.get(href.replace("&amp;", "&")).text
        assert f"{count}\N{NO-BREAK SPACE}träff" in narrowed, href


def test_no_hits_names_the_question_and_the_filters(client):
    html = client.get("/", params={"q": "finnsverkligeninte", "mode": "keyword", "utfall": "avslag"}).text
    assert "Inga träffar" in html
    assert "<b>finnsverkligeninte</b>" in html
    assert "<b>Utfall Avslag</b>" in html
    assert 'href="/innehall"' in html


def test_blank_fields_of_a_form_are_no_filters(client):
    blank = client.get("/?q=Lindparken&datum_från=&datum_till=&person=&dnr=&typ=&mode=hybrid&sort=relevance").text
    assert 'class="chip"' not in blank
    assert '<link rel="canonical" href="/?q=Lindparken">' in blank


def test_a_paragraph_shows_its_decision_first(client):
    html = client.get("/paragraf/solbacka/ks/2025-03-12/59").text
    assert html.index("anslå 4 200 000 kronor") < html.index("Tekniska förvaltningen har tagit fram")
    for shown in (
        "KS 2025-03-12 § 59 (KS 2025/117), s. 7",
        "Arvid Norrgren",
        "Omröstning",
        "kommunallagen (2017:725)",
        "/arende?number=KS+2025%2F117",
    ):
        assert shown in html


def test_a_protocol_says_which_numbers_are_missing(client):
    html = client.get("/protokoll/solbacka/ks/2025-03-12").text
    assert "§§ 61–62 finns inte här" in html
    assert "§ 58" not in html


def test_a_case_is_told_in_time_order_with_its_last_word(client):
    html = client.get("/arende?number=ks2025.117").text
    order = [
        html.index(f"/paragraf/solbacka/{at}") for at in ("ksau/2025-02-25/40", "ks/2025-03-12/59", "kf/2025-04-07/12")
    ]
    assert order == sorted(order)
    assert html.count("Sista ordet hittills") == 1
    assert html.index("Sista ordet hittills") > order[1]


@pytest.mark.parametrize("bait", ["x\n" * 30_000, "<" * 100_000, "å" * 100_000, "\u2028" * 50_000 + "slut"])
def test_no_text_makes_a_page_too_large(tmp_path, bait):
    long = document("1", "Bete", [("övrigt", None, bait)])
    with opened_service(tmp_path, [long]) as service, TestClient(create_app(service, Settings())) as client:
        for address in (f"/paragraf/{long.id}", "/?q=bete", f"/protokoll/{long.protocol_id}"):
            assert len(client.get(address).content) <= LARGEST


def test_a_huge_paragraph_is_read_in_parts_and_loses_nothing(tmp_path):
    words = [f"ord{number}" for number in range(12_000)]
    text = "\n".join(" ".join(words[at : at + 3000]) for at in range(0, 12_000, 3000))
    long = document("1", "Lång bilaga", [("övrigt", None, text), ("beslut", "Beslut", "Nämnden noterar bilagan.")])
    with opened_service(tmp_path, [long]) as service, TestClient(create_app(service, Settings())) as client:
        seen, address = [], f"/paragraf/{long.id}"
        while address:
            response = client.get(address)
            assert len(response.content) <= LARGEST
            seen += re.findall(r"\bord\d+\b", response.text)
            following = re.search(r'rel="next" href="([^"]*)"', response.text)
            address = following and following.group(1).replace("&amp;", "&")
    assert seen == words


def test_an_empty_store_has_a_page(tmp_path):
    with opened_service(tmp_path, []) as service, TestClient(create_app(service, Settings())) as client:
        assert "Det finns inga paragrafer att visa ännu" in client.get("/").text
        assert "Inga protokoll är inlästa ännu" in client.get("/innehall").text


def test_paging_reaches_every_case_once_and_ends(tmp_path):
    case = [
        document(str(n), f"Bryggan del {n}", [("beslut", None, "Bryggan lagas.")], case="KS 2024/1")
        for n in range(1, 16)
    ]
    alone = [document(str(n), f"Bryggan {n}", [("beslut", None, "Bryggan målas.")], body="KF") for n in range(1, 15)]
    with opened_service(tmp_path, [*case, *alone]) as service, TestClient(create_app(service, Settings())) as client:
        seen, address = [], "/?q=bryggan&mode=keyword"
        while address:
            html = client.get(address).text
            seen += re.findall(r'<h2 class="titled"><a href="(/paragraf/[^"]*)"', html)
            following = re.search(r'rel="next" href="([^"]*)"', html)
            address = following and following.group(1).replace("&amp;", "&")
        assert len(seen) == len(set(seen)) == 15
        assert sum("/ks/" in link for link in seen) == 1
        past = client.get("/?q=bryggan&offset=500").text
        assert "inga fler träffar" in past
