import json

import pytest

from qa.command import doctor
from qa.command.doctor import advice


def test_without_an_archive_it_says_what_the_machine_computes_with(kanbao):
    code, out, err = kanbao("doctor", "--no-measure")
    assert (code, err) == (0, "")
    for name in ("处理器：", "引擎：OpenVINO", "精度 ", "档案：还没有"):
        assert name in out


def test_what_is_measured_is_said(kanbao, monkeypatch):
    monkeypatch.setattr(doctor, "_mean_seconds", lambda task: (task(), 0.5)[1])
    assert "读一段作答 500 毫秒" in kanbao("doctor")[1]
    speed = json.loads(kanbao("doctor", "--json")[1])["speed"]
    assert speed["question_ms"] == speed["headline_ms"] == 500
    assert speed["index_characters_per_second"] > 0


def test_a_task_is_done_at_least_once_more_than_it_is_counted(monkeypatch):
    done = []
    monkeypatch.setattr(doctor, "SECONDS", 1e-9)
    assert doctor._mean_seconds(lambda: done.append(1)) > 0
    assert len(done) >= 2


def test_what_is_kept_of_models_is_said(kanbao, monkeypatch, tmp_path):
    monkeypatch.setenv("KANBAO_CACHE", str(tmp_path))
    place = tmp_path / "compiled"
    assert f"编译好的模型：存在 {place}，0 MB" in kanbao("doctor", "--no-measure")[1]
    place.mkdir()
    (place / "a.blob").write_bytes(bytes(3_000_000))
    assert f"编译好的模型：存在 {place}，3 MB" in kanbao("doctor", "--no-measure")[1]
    monkeypatch.setenv("KANBAO_KEEP_COMPILED", "0")
    assert "编译好的模型：每次重新编译" in kanbao("doctor", "--no-measure")[1]
    found = json.loads(kanbao("doctor", "--no-measure", "--json")[1])
    assert (found["compiled"], found["compiled_mb"]) == (None, 0.0)


def test_an_archive_is_counted(filled):
    code, out, _ = filled("doctor", "--no-measure")
    assert code == 0
    assert "2 篇" in out
    found = json.loads(filled("doctor", "--no-measure", "--json")[1])["archive"]
    assert found["articles"] == 2
    assert found["mb"] > 0


def test_a_precision_that_is_none_is_an_error(kanbao, monkeypatch):
    monkeypatch.setenv("KANBAO_PRECISION", "int3")
    code, _, err = kanbao("doctor", "--no-measure")
    assert code == 2
    assert "环境变量 KANBAO_PRECISION 是 int3：写 fp32、bf16 或 int8" in err


def test_an_archive_that_cannot_be_read_is_said_beside_the_rest(filled, tmp_path):
    (tmp_path / "archive" / "archive.sqlite").write_bytes(b"torn" * 2000)
    code, out, err = filled("doctor", "--no-measure")
    assert (code, err) == (1, "")
    assert "引擎：OpenVINO" in out
    assert "建议：档案读不了：" in out
    assert "还没有" not in out
    found = json.loads(filled("doctor", "--no-measure", "--json")[1])
    assert found["archive"] is None
    assert found["advice"][0].startswith("档案读不了：")


def test_a_file_is_not_taken_for_an_archive_to_come(kanbao, page):
    code, out, _ = kanbao("doctor", "--no-measure", archive=page)
    assert (code, "is not an archive" in out, "还没有" in out) == (1, True, False)


def test_the_generator_in_int8_is_said(kanbao, monkeypatch):
    monkeypatch.setenv("KANBAO_PRECISION", "int8")
    said = kanbao("doctor", "--no-measure")[1]
    assert "精度 f32，生成模型和问题 int8（KANBAO_PRECISION 指定）" in said
    engine = json.loads(kanbao("doctor", "--no-measure", "--json")[1])["engine"]
    assert (engine["precision"], engine["generator_precision"]) == ("f32", "int8")


@pytest.mark.parametrize(
    ("passages", "question", "generator", "formats", "reason"),
    [
        ("bf16", "bf16", "bf16", "bf16", "用 bfloat16 最快"),
        ("bf16", "int8", "bf16", "bf16，问题 int8", "问题短，用 int8 更快"),
        ("f32", "int8", "int8", "f32，生成模型和问题 int8", "VNNI"),
        ("f32", "f32", "f32", "f32", "float32"),
    ],
)
def test_formats_are_said_and_why(passages, question, generator, formats, reason):
    engine = {
        "precision": passages,
        "question_precision": question,
        "generator_precision": generator,
    }
    assert doctor._formats(engine) == formats
    assert reason in doctor._reason(engine)


def test_an_empty_setting_is_none(kanbao, monkeypatch):
    monkeypatch.setenv("KANBAO_PRECISION", "")
    assert "KANBAO_PRECISION" not in kanbao("doctor", "--no-measure")[1]


@pytest.mark.parametrize("asked", ["", "0", "abc", "-3", "²", "100000"])
def test_no_more_threads_compute_than_there_are_cores(kanbao, monkeypatch, asked):
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    engine = json.loads(kanbao("doctor", "--no-measure", "--json")[1])["engine"]
    assert engine["threads"] == engine["cores"]


def test_damaged_models_are_named(kanbao, monkeypatch):
    monkeypatch.setattr("qa.defaults.damaged_models", lambda: ["generator"])
    code, out, _ = kanbao("doctor")
    assert code == 1
    assert "重新安装" in out


FINE = {
    "engine": {"asked": False, "bfloat16": True, "threads": 2, "cores": 2},
    "damaged_models": [],
    "memory_gb": 8.0,
    "load": 0.9,
    "speed": {"load_ms": 800.0},
    "archive": None,
    "formats": True,
    "ocr": True,
}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"engine": {**FINE["engine"], "asked": True}}, "KANBAO_PRECISION"),
        ({"engine": {**FINE["engine"], "bfloat16": False}}, "AMX"),
        ({"engine": {**FINE["engine"], "threads": 1}}, "OMP_NUM_THREADS"),
        ({"memory_gb": 0.5}, "内存"),
        ({"load": 1.5}, "1.5 个程序在用或在等 2 个核"),
        ({"archive": {"free_gb": 0.2}}, "磁盘"),
        ({"formats": False}, "kanbao[formats]"),
        ({"ocr": False}, "kanbao[ocr]"),
    ],
)
def test_what_would_help_is_said(change, word):
    assert list(advice(FINE)) == []
    (line,) = advice({**FINE, **change})
    assert word in line


@pytest.mark.parametrize("change", [{"load": None}, {"load": 9.0, "speed": {}}])
def test_a_busy_machine_is_said_where_it_is_known_and_something_was_measured(change):
    assert list(advice({**FINE, **change})) == []


def test_what_the_cache_of_the_disk_holds_is_free_too(kanbao, monkeypatch, tmp_path):
    said = "MemTotal:       24000000 kB\nMemFree:          300000 kB\nMemAvailable:   18000000 kB\n"
    (tmp_path / "meminfo").write_text(said, "utf-8")
    monkeypatch.setattr(doctor, "_MEMINFO", tmp_path / "meminfo")
    assert "空闲内存：18.4 GB" in kanbao("doctor", "--no-measure")[1]
    monkeypatch.setattr(doctor, "_MEMINFO", tmp_path / "none")
    assert json.loads(kanbao("doctor", "--no-measure", "--json")[1])["memory_gb"] > 0
