"""Who may do what: keys, scopes, archives, cookies, hosts, other sites."""

import datetime as dt
import json
import stat

import pytest

from qa.errors import InputError
from qa.service.keys import Keys, Scope
from tests.service.conftest import archive_of, problem

NEWS = "/api/v1/archives/news"
ASKED = {"question": "清河大桥总投资多少？"}


@pytest.fixture
def keys(tmp_path):
    return Keys(tmp_path / "keys.json")


def bearer(secret):
    return {"authorization": f"Bearer {secret}"}


def test_a_key_is_kept_as_a_hash_that_only_its_owner_reads(keys, tmp_path):
    key, secret = keys.new(scope=Scope.WRITE, archives=["news"], days=90)
    assert secret.startswith("kb_")
    assert len(secret) > 40
    file = tmp_path / "keys.json"
    assert secret not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.find(secret) == key
    assert Keys(file).find(secret) == key
    assert keys.find(secret + "x") is None
    assert (key.until - key.made).days == 90
    keys.revoke(key.id)
    assert Keys(file).find(secret) is None
    with pytest.raises(InputError, match="kanbao key list"):
        keys.revoke(key.id)


def test_a_key_whose_days_are_over_opens_nothing(keys, tmp_path):
    key, secret = keys.new(scope=Scope.READ, days=1)
    assert key.is_valid(key.until)
    assert not key.is_valid(key.until + dt.timedelta(days=1))
    file = tmp_path / "keys.json"
    kept = json.loads(file.read_text("utf-8"))
    kept["keys"][0]["until"] = "2020-01-01"
    file.write_text(json.dumps(kept), "utf-8")
    assert Keys(file).find(secret) is None
    session = Keys(file).session(key)
    assert Keys(file).of_session(session) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"keys": [{}], "seal": ""}', '{"keys": []}'])
def test_a_damaged_file_of_keys_is_an_error_that_names_it(tmp_path, text):
    (tmp_path / "keys.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"keys\.json"):
        Keys(tmp_path / "keys.json").all()


def test_two_keys_see_only_theirs(make, folder, keys, tmp_path):
    other = archive_of(tmp_path / "other")
    client = make(archives={"news": folder, "旧报": other})
    _, one = keys.new(scope=Scope.READ, archives=["news"])
    _, two = keys.new(scope=Scope.WRITE, archives=["旧报"])
    old = "/api/v1/archives/%E6%97%A7%E6%8A%A5"

    def names(secret):
        items = client.get("/api/v1/archives", headers=bearer(secret)).json()["items"]
        return [item["name"] for item in items]

    assert (names(one), names(two)) == (["news"], ["旧报"])
    assert client.post(f"{NEWS}/answers", json=ASKED, headers=bearer(one)).status_code == 200
    for address in (old, f"{old}/articles", "/api/v1/archives/none"):  # there or not: the same
        problem(client.get(address, headers=bearer(one)), 403, "forbidden")
    body = {"text": "青石镇通告。"}
    put = client.put(f"{NEWS}/articles/p", json=body, headers=bearer(one))
    assert "write" in problem(put, 403, "forbidden")
    assert client.put(f"{old}/articles/p", json=body, headers=bearer(two)).status_code == 201
    problem(client.get("/metrics", headers=bearer(two)), 403, "forbidden")
    upload = client.post(
        f"{old}/imports", files=[("files", ("a.txt", b"text"))], headers=bearer(two)
    )
    _, three = keys.new(scope=Scope.WRITE, archives=["news"])
    at = upload.headers["location"]
    problem(client.get(at, headers=bearer(three)), 404, "not-found")
    problem(client.delete(at, headers=bearer(three)), 404, "not-found")
    assert client.get("/api/v1/jobs", headers=bearer(three)).json()["items"] == []
    assert len(client.get("/api/v1/jobs", headers=bearer(two)).json()["items"]) == 1


def test_once_there_is_a_key_nobody_gets_in_without(make, keys):
    client = make()
    assert client.get(NEWS).status_code == 200  # on this machine, before there is any
    key, secret = keys.new(scope=Scope.READ)
    response = client.get(NEWS)
    assert "kanbao key new" in problem(response, 401, "unauthorized")
    assert response.headers["www-authenticate"].startswith("Bearer")
    for word in ("Bearer kb_wrong", "Basic eDp5", "Bearer", f"Bearer {secret}é"):
        response = client.get(NEWS, headers={"authorization": word.encode("latin-1")})
        problem(response, 401, "unauthorized")
    assert client.get(NEWS, headers=bearer(secret)).status_code == 200
    for address in ("/healthz", "/readyz", "/openapi.json"):
        assert client.get(address).status_code == 200
    keys.revoke(key.id)
    assert client.get(NEWS).status_code == 200


def test_open_is_for_reading_only(make, keys):
    client = make(open=True, host="0.0.0.0")  # noqa: S104 - nothing listens there
    assert client.get(NEWS).status_code == 200
    problem(client.put(f"{NEWS}/articles/p", json={"text": "一。"}), 401, "unauthorized")
    _, secret = keys.new(scope=Scope.WRITE)
    body = {"text": "青石镇通告。"}
    assert client.put(f"{NEWS}/articles/p", json=body, headers=bearer(secret)).status_code == 201


def test_a_key_without_need_of_one_is_not_looked_at(make):
    assert make().get(NEWS, headers=bearer("sk-whatever")).status_code == 200


def test_a_key_is_exchanged_for_a_cookie(make, keys):
    client = make()
    key, secret = keys.new(scope=Scope.READ, archives=["news"])
    problem(client.post("/login", data={"key": "kb_wrong"}), 401, "unauthorized")
    response = client.post("/login", data={"key": f" {secret} ", "next": "/a/news?q=1"})
    assert (response.status_code, response.headers["location"]) == (303, "/a/news?q=1")
    cookie = response.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=lax", "max-age=43200"))
    assert secret.lower() not in cookie
    assert client.get(NEWS).status_code == 200
    session = client.cookies["kanbao"]
    id_, until, number, signed = session.split(".")
    for forged in (
        f"{id_}.{int(until) + 1}.{number}.{signed}",
        f"x.{until}.{number}.{signed}",
        f"{id_}.{until}.{signed}",
        "",
        "é",
        "..",
        signed,
    ):
        client.cookies.clear()
        response = client.get(NEWS, headers={"cookie": f"kanbao={forged}".encode("latin-1")})
        problem(response, 401, "unauthorized")
    assert client.get(NEWS, headers={"cookie": f"kanbao={session}"}).status_code == 200
    keys.revoke(key.id)
    keys.new(scope=Scope.READ)
    problem(client.get(NEWS, headers={"cookie": f"kanbao={session}"}), 401, "unauthorized")
    assert 'kanbao=""' in client.post("/logout").headers["set-cookie"]


def test_logging_out_ends_the_copies_of_a_cookie_and_no_other_one(make, keys, tmp_path):
    client = make()
    _, secret = keys.new(scope=Scope.READ)

    def logged_in():
        client.cookies.clear()
        client.post("/login", data={"key": secret})
        return {"cookie": f"kanbao={client.cookies['kanbao']}"}

    copied, other = logged_in(), logged_in()
    client.cookies.clear()
    assert client.get(NEWS, headers=copied).status_code == 200
    assert client.post("/logout", headers=copied).headers["location"] == "/"
    problem(client.get(NEWS, headers=copied), 401, "unauthorized")
    assert client.get(NEWS, headers=other).status_code == 200
    assert client.post("/logout", headers=copied).status_code == 303  # twice is no harm
    keys.new(scope=Scope.READ)  # by the command, while the service runs
    problem(client.get(NEWS, headers=copied), 401, "unauthorized")
    again = make()
    problem(again.get(NEWS, headers=copied), 401, "unauthorized")
    assert again.get(NEWS, headers=other).status_code == 200
    kept = (tmp_path / "keys.json").read_text("utf-8")
    assert copied["cookie"].removeprefix("kanbao=") not in kept
    client.post("/logout", headers={"cookie": "kanbao=x.99999999999.y.z"})
    assert (tmp_path / "keys.json").read_text("utf-8") == kept


def test_what_was_ended_is_forgotten_when_it_would_be_over(keys, tmp_path):
    key, _ = keys.new(scope=Scope.READ)
    keys.end_session(keys.session(key))
    file = tmp_path / "keys.json"
    kept = json.loads(file.read_text("utf-8"))
    (ended,) = kept["ended"]
    file.write_text(json.dumps(kept | {"ended": {ended: 1}}), "utf-8")
    Keys(file).new(scope=Scope.READ)
    assert json.loads(file.read_text("utf-8"))["ended"] == {}
    del kept["ended"]  # as version 0.2 wrote it
    file.write_text(json.dumps(kept), "utf-8")
    assert Keys(file).of_session(Keys(file).session(key)) == key


def test_a_logout_that_cannot_be_kept_says_so_and_still_takes_the_cookie(make, keys, tmp_path):
    client = make()
    _, secret = keys.new(scope=Scope.READ)
    client.post("/login", data={"key": secret})
    (tmp_path / "keys.tmp").mkdir()
    response = client.post("/logout")
    assert "到期前还能用" in problem(response, 503, "keys")
    assert 'kanbao=""' in response.headers["set-cookie"]


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", "/a\r\nx: y", ""],
)
def test_a_login_leads_nowhere_else(make, keys, address):
    _, secret = keys.new(scope=Scope.READ)
    response = make().post("/login", data={"key": secret, "next": address})
    assert response.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
    ids=str,
)
def test_what_another_site_sends_is_refused(make, keys, headers):
    client = make()
    body = {"text": "青石镇通告。"}
    problem(client.put(f"{NEWS}/articles/p", json=body, headers=headers), 403, "cross-site")
    problem(client.get(f"{NEWS}/answers?q=谁", headers=headers), 403, "cross-site")
    problem(client.post("/logout", headers=headers), 403, "cross-site")
    assert client.get("/status", headers=headers).status_code == 200  # a link to a page
    _, secret = keys.new(scope=Scope.WRITE)
    allowed = client.put(f"{NEWS}/articles/p", json=body, headers=headers | bearer(secret))
    assert allowed.status_code == 201


def test_the_page_itself_may_send(client):
    for headers in (
        {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8000"},
        {"sec-fetch-site": "none"},
        {},
    ):
        assert client.post(f"{NEWS}/answers", json=ASKED, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost:8000", True),
        ("127.0.0.1", True),
        ("[::1]:8000", True),
        ("192.168.1.5", True),
        ("news.example", True),
        ("NEWS.example:443", True),
        ("evil.example", False),
        ("evil.news.example", False),
        ("", False),
        ("[", False),
        ("127.0.0.1.evil.example", False),
    ],
)
def test_only_our_own_names_are_answered_to(make, keys, host, known):
    _, secret = keys.new(scope=Scope.READ)  # a name of another means a proxy: no one is admin then
    response = make(hosts=("news.example",)).get(NEWS, headers={"host": host} | bearer(secret))
    if known:
        assert response.status_code == 200
    else:
        assert "hosts" in problem(response, 421, "host")


def test_every_response_has_the_headers_of_safety(client):
    for address in ("/", NEWS, "/nowhere", "/static/kanbao.css", f"{NEWS}/answers"):
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; script-src 'self'"
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-request-id"]
    assert client.get(NEWS).headers["cache-control"] == "no-store"


def test_the_log_has_no_question_unless_asked_for(make, caplog):
    caplog.set_level("INFO", "kanbao")
    client = make()
    client.post(f"{NEWS}/answers", json=ASKED)
    client.get(f"{NEWS}/answers", params={"q": ASKED["question"]})
    lines = [json.loads(line) for line in caplog.messages if '"request"' in line]
    assert [(line["method"], line["status"], line["path"]) for line in lines] == [
        ("POST", 200, f"{NEWS}/answers"),
        ("GET", 200, f"{NEWS}/answers"),
    ]
    assert "大桥" not in caplog.text
    assert "%E6%A1%A5" not in caplog.text
    caplog.clear()
    make(log_questions=True).post(f"{NEWS}/answers", json=ASKED)
    assert ASKED["question"] in caplog.text
