"""Read a page of a site: what it says, and not the site around it."""

import re

from kg.errors import NoTextError
from kg.ingest import whatdotheyknow
from kg.ingest.encoding import decode
from kg.ingest.html_content import content_of
from kg.ingest.html_tree import Page, parse
from kg.ingest.html_words import Flow, resolved
from kg.ingest.layout import Layout
from kg.model import Document

MEDIA_TYPE = "text/html"
HEAD = 4096
"""A page names its encoding within so many bytes."""

_CHARSET = re.compile(
    rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w-]+)|<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([\w-]+)",
    re.I,
)
_ADDRESS = re.compile(r"https?://", re.I)


def read(
    content: bytes, *, name: str, sha256: str, url: str | None, declared: str | None = None
) -> Document:
    """Return the document that *content* is.

    Raises:
        UnreadableSourceError: it is not text, or has more elements than a document does.
        NoTextError: the page has no words of its own.
    """
    told = _CHARSET.search(content, 0, HEAD)
    in_page = None if told is None else (told[1] or told[2]).decode("ascii")
    text, doubt = decode(content, declared or in_page, name=name)
    page = parse(text, name=name)
    layout = Layout(name, url or address_of(page))
    flow = Flow(layout, resolved(layout.url, _base(page)) or layout.url)
    title = _title(page)
    if whatdotheyknow.is_request(page):
        whatdotheyknow.lay_out(page, flow)
    else:
        flow.add(content_of(page))
    if not "".join(layout.parts).strip():
        raise NoTextError(
            f"{name}: the page has no words of its own: they come by a program in the page, or "
            "after an answer to its question about cookies; open it in a browser, and save what "
            "it shows as a complete page, or print it to PDF"
        )
    if doubt is not None:
        layout.doubt(doubt.reason, _place(layout, doubt.passage.quote))
    return layout.document(media_type=MEDIA_TYPE, sha256=sha256, title=title)


def address_of(page: Page) -> str | None:
    """Return the address that *page* gives as its own; None when it gives none."""
    for element in page.head.all():
        is_link = element.tag == "link" and "canonical" in element.get("rel").lower().split()
        is_meta = element.tag == "meta" and element.get("property").lower() == "og:url"
        address = element.get("href" if is_link else "content").strip()
        if (is_link or is_meta) and _ADDRESS.match(address):
            return address
    return None


def _title(page: Page) -> str | None:
    titles = [element for element in page.head.all() if element.tag == "title"]
    headings = [element for element in page.body.all() if element.tag == "h1"]
    return next((words for found in (*titles, *headings) if (words := found.text())), None)


def _base(page: Page) -> str:
    found = (element.get("href") for element in page.head.all() if element.tag == "base")
    return next(filter(None, found), "")


def _place(layout: Layout, quote: str) -> tuple[int, int]:
    """Return where words of the page's source stand in what was laid out; all, where they do not.

    Markup may stand between them.
    """
    text = "".join(layout.parts)
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    place = next((n for n, sign in enumerate(text) if sign == quote[:1]), 0)
    return place, min(place + 1, len(text))
