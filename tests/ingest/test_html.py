"""Pages as the sites of forces write them, in small invented ones."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import NoTextError, SourceError, UnreadableSourceError
from kg.ingest import html_tree
from kg.model import Document

ANSWER = (
    "We have searched the records of the unit and hold no information about the use of that system."
)
SITE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Use of drones | Anyshire Police</title>
<link rel="canonical" href="https://www.anyshire.example/foi-ai/anyshire/drones/">
</head><body class="cookies-enabled">
<a class="skip-link" href="#main-content">Skip to main content</a>
<div class="exit-site-bar"><p>Quickly exit this site by pressing Escape</p></div>
<div id="c_cookie-banner" role="region"><h2>Cookies</h2><p>We use some essential cookies to make our
website work. We set additional cookies so that your cookie preferences are kept, and you can change
your cookie settings at any time on the cookies page of this website or with your browser.</p>
<button>Accept cookies</button></div>
<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<nav aria-label="Breadcrumb"><ol><li><a href="/foi">FOI</a></li></ol></nav>
<main id="main-content"><article><header><h1>Use of drones</h1></header>
<p>{ANSWER}</p>
<aside><h2>Related</h2><a href="/other">Another page</a></aside>
</article></main>
<div class="c_related-links"><h2>More</h2><a href="/x">Something else</a></div>
<footer><p>Copyright of Anyshire Police</p></footer>
<script>document.write("<p>written</p>")</script>
</body></html>"""


def page(body: str, *, head: str = "", url: str | None = None) -> Document:
    written = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return ingest.read_bytes(written.encode(), name="page.html", url=url)


def text(body: str) -> str:
    return page(body).text


def test_a_page_is_what_it_says_and_not_the_site_around_it() -> None:
    found = ingest.read_bytes(SITE.encode(), name="page.html")

    assert found.text == f"Use of drones\n{ANSWER}\n"
    assert found.media_type == "text/html"
    assert found.title == "Use of drones | Anyshire Police"
    assert found.url == "https://www.anyshire.example/foi-ai/anyshire/drones/"


def test_the_address_that_it_came_from_goes_before_the_one_that_it_names() -> None:
    found = ingest.read_bytes(SITE.encode(), name="page.html", url="https://x.example/a")

    assert found.url == "https://x.example/a"


def test_an_older_site_is_read_by_the_names_of_its_containers() -> None:
    found = text(
        '<div id="top-nav"><a href="/">Home</a></div>'
        f'<div class="page-wrapper"><div id="content"><h2>Drones</h2><p>{ANSWER}</p></div>'
        '<div class="sidebar"><a href="/a">In this section</a></div></div>'
    )

    assert found == f"Drones\n{ANSWER}\n"


def test_an_answer_outside_the_content_is_not_lost() -> None:
    """Templates are filled in wrongly: here only the question stands in ``main``."""
    found = text(
        "<main><h1>Drones</h1><p>How often do you use drones at events?</p></main>"
        f"<div class='lower'><p>{ANSWER} {ANSWER}</p></div>"
    )

    assert "How often" in found
    assert found.count(ANSWER) == 2


def test_a_short_answer_outside_a_container_that_is_only_named_so_is_not_lost() -> None:
    found = text(
        f"<div id=content><p>{ANSWER}</p></div>"
        "<div><p>Q2. No, and we do not plan to do so.</p></div>"
    )

    assert "Q2. No, and we do not plan to do so." in found


def test_a_heading_above_the_content_stays_its_heading() -> None:
    found = text(f"<header><h1>FOI 123/24</h1><nav>Home</nav></header><main><p>{ANSWER}</p></main>")

    assert found == f"FOI 123/24\n{ANSWER}\n"


def test_a_site_inside_one_form_is_read() -> None:
    assert text(f"<form id=aspnetForm><div><p>{ANSWER}</p></div></form>") == f"{ANSWER}\n"


def test_a_page_named_after_cookies_is_not_a_banner() -> None:
    found = text(
        f"<div class='cookies-accepted'><div><p>{ANSWER} {ANSWER} {ANSWER} {ANSWER}</p></div></div>"
    )

    assert found.count(ANSWER) == 4


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>secret</p>",
        "<div style='color:red; display: none'>secret</div>",
        "<div aria-hidden='true'><p>secret</p></div>",
        "<span class='visually-hidden'>secret</span>",
        "<noscript>secret</noscript>",
        "<template><p>secret</p></template>",
        "<style>secret {}</style>",
        "<select><option>secret</option></select>",
        "<!-- secret -->",
        "<del>secret</del>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert text(f"<main><p>{ANSWER}</p>{hidden}</main>") == f"{ANSWER}\n"


@pytest.mark.parametrize(
    "folded",
    [
        "<button aria-controls=a1>Answer</button><div id=a1 hidden><p>No.</p></div>",
        "<div class='accordion-panel' aria-hidden=true><p>No.</p></div>",
        "<div role=tabpanel hidden><p>No.</p></div>",
        "<details><summary>Answer</summary><p>No.</p></details>",
        "<div hidden=until-found><p>No.</p></div>",
    ],
)
def test_what_a_click_opens_is_read(folded: str) -> None:
    assert "No." in text(f"<main><p>{ANSWER}</p>{folded}</main>").split("\n")


LISTS = {
    "plain": ("<ol><li>One<li>Two</ol>", "1. One\n2. Two\n"),
    "start": ("<ol start=3><li>One<li>Two</ol>", "3. One\n4. Two\n"),
    "letters": ("<ol type=a><li>One<li>Two</ol>", "a. One\nb. Two\n"),
    "roman": ("<ol type=I start=4><li>One<li>Two</ol>", "IV. One\nV. Two\n"),
    "style": ("<ol style='list-style-type: lower-roman'><li>One<li>Two</ol>", "i. One\nii. Two\n"),
    "style of an item": (
        "<ol><li>One<li style='list-style:upper-alpha'>Two</ol>",
        "1. One\nB. Two\n",
    ),
    "class": ("<ol class='lower-alpha'><li>One</ol>", "a. One\n"),
    "beyond z": ("<ol type=a start=26><li>One<li>Two</ol>", "z. One\naa. Two\n"),
    "no letter for it": ("<ol type=a start=0><li>One<li>Two</ol>", "0. One\na. Two\n"),
    "no roman for it": ("<ol type=i start=4000><li>One</ol>", "4000. One\n"),
    "too large": ("<ol start=99999999999999999999><li>One</ol>", "999999999. One\n"),
    "no number": ("<ol start=two><li>One</ol>", "1. One\n"),
    "value": ("<ol><li>One<li value=5>Five<li>Six</ol>", "1. One\n5. Five\n6. Six\n"),
    "reversed": ("<ol reversed><li>Two<li>One</ol>", "2. Two\n1. One\n"),
    "reversed from": ("<ol reversed start=9><li>Nine<li>Eight</ol>", "9. Nine\n8. Eight\n"),
    "restarted": ("<ol><li>One</ol><p>Then</p><ol><li>Other</ol>", "1. One\nThen\n1. Other\n"),
    "goes on": ("<ol><li>One</ol><p>Then</p><ol start=2><li>Two</ol>", "1. One\nThen\n2. Two\n"),
    "nested": (
        "<ol><li>One<ol type=a><li>A<ol type=i><li>I<li>II</ol><li>B</ol></li><li>Two</ol>",
        "1. One\na. A\ni. I\nii. II\nb. B\n2. Two\n",
    ),
    "only a list in it": ("<ol><li><ol type=a><li>A</ol><li>Two</ol>", "1.\na. A\n2. Two\n"),
    "empty item": ("<ol><li>One<li> <li>Three</ol>", "1. One\n3. Three\n"),
    "paragraphs": ("<ol><li><p>One</p><p>More</p><li><p>Two</p></ol>", "1. One\nMore\n2. Two\n"),
    "bullets": ("<ul><li>One<ul><li>Two</ul></ul>", "- One\n- Two\n"),
    "no mark": ("<ul style='list-style: none'><li>1) One</ul>", "1) One\n"),
    "bullets in numbers": ("<ol><li>One<ul><li>x</ul><li>Two</ol>", "1. One\n- x\n2. Two\n"),
    "no list": ("<li>One", "- One\n"),
}


@pytest.mark.parametrize("case", LISTS)
def test_numbers_of_lists_are_printed_as_a_browser_prints_them(case: str) -> None:
    markup, printed = LISTS[case]

    assert text(markup) == printed


LINES = {
    "paragraphs": ("<p>One\n two</p><p>Three</p>", "One two\nThree\n"),
    "headings": ("<h2>One</h2><h3>Two<h4>Three</h4>", "One\nTwo\nThree\n"),
    "breaks": ("<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree\n"),
    "many breaks": ("One<br><br><br><br>two", "One\n\ntwo\n"),
    "definitions": ("<dl><dt>Date<dd>1 May<dt>Ref<dd>1</dl>", "Date\n1 May\nRef\n1\n"),
    "quotation": ("<blockquote><p>One</p></blockquote>two", "One\ntwo\n"),
    "ordinal": ("<p>12<sup>th</sup> May</p>", "12th May\n"),
    "note": ("<p>1000<sup>1</sup> searches<sup>[2]</sup></p>", "1000[1] searches[2]\n"),
    "square": ("<p>5 km<sup>2</sup></p>", "5 km2\n"),
    "inline": ("<p>a<b>b</b><i> c</i> <span>d</span></p>", "ab c d\n"),
    "said": ("<p>He said <q>no</q>.</p>", "He said “no”.\n"),
    "hard space": ("<p>Section&nbsp;31 a\u00adb\u200bc</p>", "Section 31 abc\n"),
    "kept lines": ("<pre>One\n  two\n\nthree</pre>", "One\n  two\n\nthree\n"),
    "kept by style": ("<p style='white-space: pre-wrap'>One\ntwo</p>", "One\ntwo\n"),
    "unclosed": ("<p>One<div>Two<p>Three", "One\nTwo\nThree\n"),
    "entities": ("<p>a &amp; b &rsquo;&#8217; &lt;p&gt;</p>", "a & b ’’ <p>\n"),
    "layout table": (
        "<table><tr><td><p>One</p><p>Two</p></td></tr></table>",
        "One\nTwo\n",
    ),
    "questions beside answers": (
        "<table><tr><td>Do you use it?</td><td>No</td></tr></table>",
        "Do you use it?\nNo\n",
    ),
    "label and value": (
        "<table><tr><td>Reference:<td>12/24<tr><th>Date<td>1 May</table>",
        "Reference: 12/24\nDate 1 May\n",
    ),
    "list in a table": (
        "<table><tr><td>A<td><ol><li>One<li>Two</ol><td>5<td>6</table>",
        "A\n1. One\n2. Two\n5\n6\n",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_what_stands_on_a_line_of_its_own_is_a_line(case: str) -> None:
    markup, printed = LINES[case]

    assert text(markup) == printed


def rows(found: Document) -> list[list[str]]:
    (table,) = found.tables
    return [[cell.text for cell in row] for row in (table.headings, *table.rows)]


def assert_quoted(found: Document) -> None:
    for table in found.tables:
        for row in (table.headings, *table.rows):
            for cell in row:
                assert found.text[cell.start : cell.end] == cell.text
    for link in found.links:
        assert found.text[link.start : link.end].strip()
    for doubt in found.doubts:
        passage = doubt.passage
        assert found.text[passage.start : passage.end] == passage.quote


def test_a_table_is_kept_with_its_place_in_the_text() -> None:
    found = page(
        "<p>Above</p><table><caption>Uses</caption><thead><tr><th>Place<th>Uses<th>Rate</thead>"
        "<tbody><tr><td>Soho<td>3<td><p>0%</p><tr><td>Leeds<td>N/A<td></table><p>Below</p>"
    )

    assert found.text == "Above\nUses\nPlace\tUses\tRate\nSoho\t3\t0%\nLeeds\tN/A\t\nBelow\n"
    assert rows(found) == [["Place", "Uses", "Rate"], ["Soho", "3", "0%"], ["Leeds", "N/A", ""]]
    assert found.tables[0].page is None
    assert_quoted(found)


def test_wide_and_tall_cells_fill_an_even_grid() -> None:
    """What names rows holds for each; a figure beside two rows may be their sum, and is doubted."""
    found = page(
        "<table><tr><th rowspan=2>Place<th rowspan=2>Date<th colspan=2>Alerts<th rowspan=2>Faces"
        "<tr><th>True<th>False"
        "<tr><td rowspan=2>Soho<td rowspan=0>01/02/23<td>3<td>1<td rowspan=2>900"
        "<tr><td>4<td>2</table>"
    )

    assert rows(found) == [
        ["Place", "Date", "Alerts True", "Alerts False", "Faces"],
        ["Soho", "01/02/23", "3", "1", "900"],
        ["Soho", "01/02/23", "4", "2", ""],
    ]
    (doubt,) = found.doubts
    assert doubt.passage.quote == "900"
    assert_quoted(found)


def test_links_of_cells_stand_in_their_own_rows() -> None:
    found = page(
        "<table><tr><th>Year<th>Record<tr><td>2023<td>the <a href=/1>file</a>"
        "<tr><td>2024<td>the <a href=/2>file</a></table>",
        url="https://force.example/foi/",
    )

    assert [(link.target, found.text.count("\n", 0, link.start)) for link in found.links] == [
        ("https://force.example/1", 1),
        ("https://force.example/2", 2),
    ]
    assert {found.text[link.start : link.end] for link in found.links} == {"file"}


def test_a_table_too_large_for_a_table_is_read_as_text() -> None:
    found = page("<table>" + "<tr><td colspan=1000>1<td>2<td>3" * 300 + "</table>")

    assert found.tables == ()
    assert found.text.count("1\n2\n3\n") == 300


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("lfr.pdf", "https://force.example/foi/lfr.pdf"),
        ("/a/b.pdf?x=1", "https://force.example/a/b.pdf?x=1"),
        ("https://other.example/c", "https://other.example/c"),
        ("//other.example/c", "https://other.example/c"),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_links_are_kept_with_absolute_targets(href: str, target: str) -> None:
    found = page(
        f"<p>See <a href='{href}'>the <b>record</b></a> .</p>", url="https://force.example/foi/x"
    )

    (link,) = found.links
    assert (link.target, found.text[link.start : link.end]) == (target, "the record")


@pytest.mark.parametrize("href", ["", "#top", "javascript:void(0)", "mailto:a@b.example", "tel:1"])
def test_what_leads_to_no_document_is_no_link(href: str) -> None:
    assert page(f"<p><a href='{href}'>words</a></p>").links == ()


def test_the_base_of_a_page_is_followed() -> None:
    found = page("<a href=r.pdf>r</a>", head="<base href=/docs/>", url="https://force.example/x")

    assert found.links[0].target == "https://force.example/docs/r.pdf"


def test_a_target_stays_as_it_is_where_no_address_is_known() -> None:
    assert page("<a href=/r.pdf>r</a>").links[0].target == "/r.pdf"


WELSH = "Rydym wedi chwilio ein cofnodion ac nid oes gennym unrhyw wybodaeth am hyn."


def test_welsh_beside_english_is_left_out() -> None:
    found = text(f"<main><p lang=cy>{WELSH}</p><p>{ANSWER} {ANSWER}</p></main>")

    assert found == f"{ANSWER} {ANSWER}\n"


def test_english_inside_a_welsh_page_is_what_is_read() -> None:
    written = (
        f"<!DOCTYPE html><html lang=cy><body><p>{WELSH}</p><div lang=en>{ANSWER} {ANSWER}</div>"
    )

    assert ingest.read_bytes(written.encode(), name="a").text == f"{ANSWER} {ANSWER}\n"


def test_a_page_in_welsh_alone_is_read_for_its_language_to_be_judged() -> None:
    written = f"<!DOCTYPE html><html lang=cy><body><p>{WELSH}</p><p lang=en>English</p>"

    assert WELSH in ingest.read_bytes(written.encode(), name="a").text


@pytest.mark.parametrize(
    "body",
    [
        "<div id=root></div><script src=app.js></script>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>",
        "<div id='cookie-consent'><p>We use cookies. Do you accept cookies?</p></div>",
        "",
    ],
)
def test_a_page_without_words_of_its_own_is_told_with_its_mend(body: str) -> None:
    with pytest.raises(NoTextError, match=r"^page\.html: the page has no words.*; open it in a"):
        page(body)


@pytest.mark.parametrize(
    "opening",
    ["<html>", "  <!-- saved -->\n<HTML>", '<?xml version="1.0"?><html>', "<div>", "<p class=x>"],
)
def test_a_page_is_known_by_how_it_opens(opening: str) -> None:
    found = ingest.read_bytes(f"{opening}<p>Words".encode(), name="a.txt")

    assert (found.media_type, found.text) == ("text/html", "Words\n")


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("windows-1252", "<meta charset=iso-8859-1>"),
        (
            "windows-1251",
            "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        ),
        ("utf-8", "<meta charset=utf-16>"),
        ("utf-16", ""),
    ],
)
def test_a_page_is_in_the_encoding_that_it_names(encoding: str, head: str) -> None:
    words = "Привет" if encoding == "windows-1251" else "The force’s"
    written = f"<!DOCTYPE html><html><head>{head}</head><p>{words}"

    found = ingest.read_bytes(written.encode(encoding), name="a.html")

    assert (found.text, found.doubts) == (f"{words}\n", ())


def test_a_guessed_encoding_of_a_page_is_doubted_in_its_text() -> None:
    found = ingest.read_bytes("<html><p>One</p><p>The force’s reply</p>".encode("cp1252"), name="a")

    (doubt,) = found.doubts
    assert doubt.passage.quote.startswith("’")
    assert_quoted(found)


DEEP = 100_000
HOSTILE = {
    "nested": "<div>" * DEEP + "words",
    "nested and closed": "<div>w" * DEEP + "</div>" * DEEP,
    "lists": "<ol><li>w" * DEEP,
    "tables": "<table><tr><td>w" * DEEP,
    "marks": "".join(f"<b id={n}>" for n in range(5_000)) + "<p>w" * 20_000,
    "marks in blocks": "".join(f"<div><b id={n}>w</div>" for n in range(20_000)),
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(DEEP)) + ">w",
    "a large attribute": f"<p title='{'x' * 5_000_000}'>w",
    "options": "w<select>" + "<option>" * DEEP,
    "open quotes": "w" + '<p a="' * DEEP,
    "open remarks": "w" + "<!--" * DEEP,
    "wide cells": "<table>" + "<tr><td colspan=1000>w" * 10_000,
    "tall cells": "<table>" + "<tr><td rowspan=65534>w" * 10_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_page_made_to_do_harm_is_read_in_reasonable_time(case: str) -> None:
    """Read as their makers mean them, most would take minutes or all memory."""
    started = time.process_time()

    found = page(HOSTILE[case])

    assert "w" in found.text
    assert time.process_time() - started < 30


def test_a_page_with_more_tags_than_a_document_has_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html_tree, "MOST", 100)

    with pytest.raises(UnreadableSourceError, match="more than 100 tags; save the part"):
        page("<p>x" * 101)


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class='cookie'>", "<div>", "</div>", "<ol start=2>", "<ol type=a>",
        "</ol>", "<li>", "<ul>", "</ul>", "<table>", "<tr>", "<td>", "<td rowspan=2>",
        "<th colspan=2>", "</table>", "<a href='/x'>", "</a>", "<br>", "<sup>", "1", "</sup>",
        "word", " two words ", "<pre>", "a\n  b", "</pre>", "<b>", "</b>", "<main>", "</main>",
        "<h1>", "<form>", "<span lang=cy>", "\xa0", "12/05/2024", "5%", "N/A", "<!--", "-->", "<",
        "&amp;", "\t", "<div hidden>", "</tr>", "<article>", "<p style='white-space:pre'>", "<q>",
        "</q>", "<dt>", "<svg>", "<template>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_cells_links_and_doubts_quote_their_words_in_any_page(body: str) -> None:
    try:
        found = page(body, url="https://force.example/")
    except SourceError as error:
        assert str(error).startswith("page.html: ")  # noqa: PT017 -- either is right
        return

    assert_quoted(found)
    assert found.text.endswith("\n")
    for table in found.tables:
        assert len({len(row) for row in table.rows}) == 1


@given(st.binary(max_size=200))
def test_any_bytes_after_a_tag_give_a_document_or_a_known_error(content: bytes) -> None:
    try:
        found = ingest.read_bytes(b"<html>" + content, name="a")
    except SourceError as error:
        assert ";" in str(error)  # noqa: PT017 -- either is right
        return

    assert_quoted(found)


def test_the_real_page_read_as_text_and_as_a_page_has_the_same_lines(
    shared: Path, tmp_path: Path
) -> None:
    """The lines of a real reply, put into the markup of such a site, come out as they were."""
    lines = (shared / "documents" / "met-foi-01.FOI.23.031597.txt").read_text("utf-8").splitlines()
    written = "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in lines if line.strip())
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><html><body><main>{written}</main></body></html>", "utf-8")

    found = ingest.read(path)

    assert found.text.splitlines() == [" ".join(line.split()) for line in lines if line.strip()]
