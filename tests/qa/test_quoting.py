"""What is said of a quotation."""

import pytest

from qa.quoting import holds_many


@pytest.mark.parametrize(
    ("file", "many"),
    [
        ("渠志.jsonl", True),
        ("渠志.JSONL.gz", True),
        ("渠志/1998.csv.xz", True),
        ("渠志.xml.bz2", True),
        ("渠志.zip/村.json", True),
        ("总结.xml.pdf", False),
        ("1998.json.txt", False),
        ("渠志.csv.docx", False),
        ("渠志.txt.gz", False),
        ("渠志.json.txt.gz", False),
        ("json", False),
        ("", False),
        (None, False),
    ],
)
def test_files_of_many_articles(file, many):
    assert holds_many(file) is many
