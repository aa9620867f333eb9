"""Files that hold files: archives, mails, e-books."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made, docx, jsonl, office, table, text
from tests.qa.reading.made.news import HEADLINES, PROSE
from tests.qa.reading.packed import book, mail, tarred, zipped

FILES = st.lists(
    st.one_of(text.PAGES, docx.PAGES, table.CSV, office.RTF, jsonl.PAGES), min_size=1, max_size=3
)


def _files(made):
    """Return the files by names of their own; ids of JSONL are their own in one file only."""
    found = {}
    for number, one in enumerate(made):
        if one.name not in {name.partition("/")[2] for name in found}:
            found[f"{number}/{one.name}"] = one
    return found


def _archive(pack, ending, made):
    files = _files(made)
    data = pack({name: one.data for name, one in files.items()})
    shown = "".join(one.visible for one in files.values())
    return Made(name=f"news.{ending}", data=data, visible=shown)


def _eml(subject, prose, made):
    files = _files(made)
    attached = [(name.partition("/")[2], one.data) for name, one in files.items()]
    data = mail("\n".join(prose), subject=subject, sender="李桂英 <li@b.example>", files=attached)
    heads = f"{subject}李桂英From:李桂英<li@b.example>To:bianji@yunling.exampleSubject:{subject}"
    shown = heads + "".join(prose) + "".join(one.visible for one in files.values())
    return Made(name="news.eml", data=data, visible=shown)


def _epub(chapters):
    pages = [
        f"<h1>{title}</h1>{''.join(f'<p>{one}</p>' for one in prose)}" for title, prose in chapters
    ]
    shown = "".join(f"{title}{''.join(prose)}" for title, prose in chapters)
    return Made(name="news.epub", data=book(*pages), visible=f"目录{shown}")


ZIP = st.builds(lambda made: _archive(zipped, "zip", made), FILES)
TAR = st.builds(lambda made: _archive(tarred, "tar", made), FILES)
EML = st.builds(_eml, HEADLINES, PROSE, st.lists(office.RTF, max_size=1))
EPUB = st.builds(_epub, st.lists(st.tuples(HEADLINES, PROSE), min_size=1, max_size=3))
