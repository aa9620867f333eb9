"""Whatever is sent: a problem document that says what to do, and nothing half done."""

import bz2
import gzip
import io
import json
import lzma
import shutil
import zipfile

import pytest

from qa import Archive
from tests.fakes import HashEmbedder
from tests.service.conftest import LIBRARY, archive_of, problem

NEWS = "/api/v1/archives/news"
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b'{"question": NaN}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "JSON 对象"),
        (b'"text"', "JSON 对象"),
        (b"{}", "question：缺少"),
        (b'{"question": 7}', "question：应是一个字符串"),
        (b'{"question": null}', "question：应是一个字符串"),
        (b'{"question": "a", "colour": 1}', "colour：没有这个字段"),
        (b'{"question": "a", "k": 0}', "k：应在 1 到 20 之间"),
        (b'{"question": "a", "k": 21}', "k：应在 1 到 20 之间"),
        (b'{"question": "a", "k": true}', "k：应是一个整数"),
        (b'{"question": "a", "k": 1.5}', "k：应是一个整数"),
        (b'{"question": "a", "k": 1e3}', "k：应在 1 到 20 之间，而不是 1000"),
        (b'{"question": "a", "threshold": 1.5}', "threshold：应在 0 到 1 之间"),
        (b'{"question": "a", "since": "2031-02-30"}', "since：应是一个日期"),
        (b'{"question": "a", "since": "20310203"}', "since：应是一个日期"),
        (b'{"question": "a", "ids": "n1"}', "ids：应是一个列表"),
        (b'{"question": "a", "ids": [1]}', "ids[0]：应是一个字符串"),
        (b'{"question": "a", "ids": []}', "ids：应有 1 到 1000 项"),
        (b'{"question": "a", "since": "2031-02-03", "until": "2031-02-02"}', "对调"),
        (b'{"question": ""}', "question：应在 1 到 1000 字之间，而不是 0 字"),
        (b'{"question": "   "}', "问题是空的"),
        (b'{"question": "\\ud800"}', "Unicode"),
        (json.dumps({"question": "问" * 10_001}).encode(), "而不是 10001 字"),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, bytes) else "",
)
def test_a_bad_body_is_told_what_is_wrong(shared, body, said):
    response = shared.post(f"{NEWS}/answers", content=body, headers=JSON)
    assert said in problem(response, 400, "bad-request")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/answers", "question：缺少"),
        ("/answers?q=a&q=b", "question：只能给出一次"),
        ("/answers?q=a&k=x", "k：应是一个整数"),
        ("/answers?q=a&k=１", "k：应是一个整数"),
        ("/answers?q=a&verbatim=maybe", "verbatim：应是 true 或 false"),
        ("/answers?q=a&today=yesterday", "today：应是一个日期"),
        ("/search?q=a&arms=dense&arms=wings", "arms[1]：应是 dense、sparse 之一"),
        ("/articles?limit=0", "limit：应在 1 到 200 之间"),
        ("/articles?limit=201", "limit：应在 1 到 200 之间"),
        ("/articles?sheet=2", "sheet：没有这个字段"),
        ("/articles?cursor=x", "cursor：不是这个列表的"),
        ("/articles?cursor=%00%ff", "cursor：不是这个列表的"),
        ("/facets", "by：缺少"),
        ("/facets?by=colour", "by：应是 year、month、source、tag、page、section 之一"),
        ("/articles.csv?since=never", "since：应是一个日期"),
    ],
)
def test_a_bad_query_is_told_what_is_wrong(shared, path, said):
    assert said in problem(shared.get(NEWS + path), 400, "bad-request")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere", "/openapi.json"),
        ("/api/v1/archives/old", "没有名叫 old 的档案；有的是 news"),
        ("/api/v1/archives/old/answers?q=a", "没有名叫 old 的档案"),
        ("/api/v1/archives/old/articles.csv", "没有名叫 old 的档案"),
        ("/api/v1/archives/old/articles.jsonl", "没有名叫 old 的档案"),
        ("/api/v1/archives/..%2Fnews", "没有名叫 ../news 的档案"),
        (f"{NEWS}/articles/nobody", "没有编号为 nobody 的文章"),
        (f"{NEWS}/articles/nobody/file", "没有编号为 nobody 的文章"),
        (f"{NEWS}/articles/..%2F..%2Fetc%2Fpasswd/file", "没有编号为 ../../etc/passwd 的文章"),
        (f"{NEWS}/articles/%00", "没有编号为"),
        (f"{NEWS}/articles/%ff", "没有编号为"),
        ("/api/v1/jobs/x", "没有编号为 x 的任务"),
        ("/static/../settings.py", "/openapi.json"),
        ("/static/%2e%2e/settings.py", "/openapi.json"),
        ("/static/..%2fsettings.py", "/openapi.json"),
    ],
)
def test_what_is_not_there_is_a_404(shared, path, said):
    assert said in problem(shared.get(path), 404, "not-found")


def test_an_unknown_id_in_a_body_is_a_404_before_anything_is_computed(make):
    embedder = HashEmbedder()
    client = make(embedder=embedder)
    embedder.embed_queries = embedder.embed_passages = None  # whoever calls it fails
    for path in ("digests", "summaries"):
        response = client.post(f"{NEWS}/{path}", json={"ids": [LIBRARY.id, "nobody"]})
        assert "没有编号为 nobody 的文章" in problem(response, 404, "not-found")


def test_a_wrong_method_is_a_405_that_names_the_right_ones(shared):
    for path, allowed in (
        (f"{NEWS}/answers", {"GET", "HEAD", "POST"}),
        (f"{NEWS}/articles/x", {"GET", "HEAD", "PUT", "DELETE"}),
    ):
        response = shared.request("PATCH", path)
        problem(response, 405, "method")
        assert set(response.headers["allow"].split(", ")) == allowed


@pytest.mark.parametrize("media", ["text/plain", "application/xml", None])
def test_a_body_of_another_media_type_is_a_415(shared, media):
    headers = {"content-type": media} if media else {}
    response = shared.post(f"{NEWS}/answers", content=b'{"question": "a"}', headers=headers)
    assert "application/json" in problem(response, 415, "media-type")
    problem(shared.post(f"{NEWS}/imports", content=b"{}", headers=JSON), 415, "media-type")


def test_a_body_that_is_too_large_is_a_413(make):
    client = make(json_bytes=1000)
    body = json.dumps({"question": "a", "source": "x" * 2000})
    response = client.post(f"{NEWS}/answers", content=body, headers=JSON)
    assert "1000 字节" in problem(response, 413, "too-large")


def test_the_cursor_of_another_list_is_refused(shared):
    cursor = shared.get(f"{NEWS}/articles?limit=1").json()["next"]
    assert shared.get(f"{NEWS}/articles?limit=2&cursor={cursor}").status_code == 200
    response = shared.get(f"{NEWS}/articles?source=云岭日报&cursor={cursor}")
    assert "从第一页" in problem(response, 400, "bad-request")


def packed(kind, size):
    data = b"0" * size
    if kind == "docx":
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("word/document.xml", data)
        return whole.getvalue()
    return {"gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress}[kind](data)


def kept(folder):
    return [file for file in (folder / "files").rglob("*") if file.is_file()]


@pytest.mark.parametrize("kind", ["gz", "xz", "bz2", "docx"])
def test_a_bomb_is_not_taken_and_nothing_beside_it(client, folder, kind):
    name = "page.docx" if kind == "docx" else f"page.txt.{kind}"
    files = [("files", ("a.txt", b"good")), ("files", (name, packed(kind, 3_000_000)))]
    said = problem(client.post(f"{NEWS}/imports", files=files), 413, "too-large")
    assert name in said
    assert "100 倍" in said
    assert kept(folder) == []
    assert client.get("/api/v1/jobs").json()["items"] == []


def test_a_file_or_an_upload_that_is_too_large_is_a_413(make, folder):
    client = make(file_bytes=1000, upload_bytes=5000)
    files = [("files", ("a.txt", b"good")), ("files", ("b.txt", b"0" * 1001))]
    response = client.post(f"{NEWS}/imports", files=files)
    assert "b.txt 有 1001 字节" in problem(response, 413, "too-large")
    response = client.post(f"{NEWS}/imports", files=[("files", ("c.txt", b"0" * 6000))])
    assert "5000 字节" in problem(response, 413, "too-large")

    def endless():
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="d.txt"\r\n\r\n'
        for _ in range(100):
            yield b"0" * 1000

    form = {"content-type": "multipart/form-data; boundary=x"}
    response = client.post(f"{NEWS}/imports", content=endless(), headers=form)
    assert "5000 字节" in problem(response, 413, "too-large")
    assert kept(folder) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"--x--\r\n",
        b"garbage",
        b'--x\r\nContent-Disposition: form-data; name="files"\r\n\r\na',
    ],
    ids=["empty", "none", "garbage", "cut"],
)
def test_a_form_without_files_is_a_400(shared, content):
    headers = {"content-type": "multipart/form-data; boundary=x"}
    problem(shared.post(f"{NEWS}/imports", content=content, headers=headers), 400, "bad-request")


@pytest.mark.parametrize("name", ["..", "/", "...", " ", "长" * 100])
def test_a_file_name_that_is_none_is_a_400(client, folder, name):
    response = client.post(f"{NEWS}/imports", files=[("files", (name, b"text"))])
    assert "换一个" in problem(response, 400, "bad-request")
    assert kept(folder) == []


def test_too_many_files_are_a_400(make, folder):
    files = [("files", (f"{n}.txt", b"text")) for n in range(4)]
    problem(make(files=3).post(f"{NEWS}/imports", files=files), 400, "bad-request")
    assert kept(folder) == []


def test_an_archive_that_is_deleted_and_comes_back(client, folder, tmp_path):
    asked = {"question": "清河大桥总投资多少？"}
    before = client.post(f"{NEWS}/answers", json=asked).json()
    folder.rename(tmp_path / "away")
    for response in (
        client.post(f"{NEWS}/answers", json=asked),
        client.get(f"{NEWS}/articles"),
        client.get(NEWS),
    ):
        assert "放回" in problem(response, 503, "archive")
        assert "retry-after" in response.headers
    assert client.get("/readyz").status_code == 503
    (row,) = client.get("/api/v1/archives").json()["items"]
    assert row["holdings"] is None
    assert "放回" in row["problem"]
    shutil.copytree(tmp_path / "away", folder)
    assert client.post(f"{NEWS}/answers", json=asked).json() == before


def test_an_archive_that_is_replaced_is_opened_anew(client, folder, tmp_path):
    assert client.get(NEWS).json()["holdings"]["articles"] == 3
    other = archive_of(tmp_path / "other")
    with Archive.open(other, embedder=HashEmbedder()) as archive:
        archive.delete([LIBRARY.id])
    shutil.rmtree(folder)
    other.rename(folder)
    assert client.get(NEWS).json()["holdings"]["articles"] == 2


def test_an_archive_can_be_asked_while_it_is_rebuilt(client, folder):
    asked = {"question": "清河大桥总投资多少？"}
    before = client.post(f"{NEWS}/answers", json=asked).json()
    seen = []
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        archive.rebuild(
            batch=1,
            progress=lambda _: seen.append(client.post(f"{NEWS}/answers", json=asked).json()),
        )
    assert seen == [before] * len(seen)
    assert len(seen) >= 3
    after = client.post(f"{NEWS}/answers", json=asked).json()
    assert after["text"] == before["text"]


def test_an_archive_of_another_model_is_a_409(make, folder):
    client = make(embedder=HashEmbedder(seed=1))
    response = client.post(f"{NEWS}/answers", json={"question": "谁"})
    assert "rebuild" in problem(response, 409, "mismatch")
    assert client.get(f"{NEWS}/search?q=大桥&arms=sparse").status_code == 200


def test_a_fault_of_ours_is_a_document_without_its_words(make, caplog):
    class Broken(HashEmbedder):
        def embed_queries(self, texts):
            if "秘密" in texts[0]:
                raise RuntimeError(f"cannot embed {texts[0]}")
            return super().embed_queries(texts)

    client = make(embedder=Broken())
    caplog.set_level("INFO", "kanbao")
    said = problem(client.post(f"{NEWS}/answers", json={"question": "秘密"}), 500, "internal")
    assert "请求编号" in said
    (fault,) = [line for line in caplog.messages if '"fault"' in line]
    assert "RuntimeError" in fault
    assert "embed_queries" in fault
    assert "秘密" not in caplog.text
