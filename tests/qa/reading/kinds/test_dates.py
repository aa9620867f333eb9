"""Sources of an article's day, one by one and ranked."""

import datetime as dt
from pathlib import PurePosixPath

import pytest

from qa.reading import dates, read_file
from qa.records import DateFrom

TODAY = dt.date(2026, 11, 28)
A, B, C = dt.date(2022, 4, 3), dt.date(2013, 7, 17), dt.date(2021, 5, 1)
F = DateFrom


@pytest.mark.parametrize(
    ("found", "day"),
    [
        ([], None),
        ([(F.LINE, None)], None),
        ([(F.LINE, A)], (A, F.LINE)),
        ([(F.LINE, A), (F.LINE, A)], (A, F.LINE)),
        ([(F.MASTHEAD, A), (F.METADATA, B)], (B, F.METADATA)),
        ([(F.FIELD, A), (F.METADATA, B)], (A, F.FIELD)),
        ([(F.DATELINE, A), (F.LINE, B)], (B, F.LINE)),
        ([(F.LINE, A), (F.ADDRESS, B)], (A, F.LINE)),
        ([(F.ADDRESS, A), (F.FILE_NAME, B)], (A, F.ADDRESS)),
        ([(F.FILE_NAME, A), (F.MASTHEAD, B)], (A, F.FILE_NAME)),
        ([(F.FILE_NAME, A), (F.FOLDER, B)], (A, F.FILE_NAME)),
        ([(F.METADATA, A), (F.METADATA, B)], None),
        ([(F.METADATA, A), (F.METADATA, B), (F.LINE, A)], (A, F.METADATA)),
        ([(F.METADATA, A), (F.METADATA, B), (F.LINE, C)], None),
        ([(F.METADATA, A), (F.METADATA, B), (F.LINE, A), (F.ADDRESS, B)], None),
        ([(F.METADATA, B), (F.LINE, A), (F.FILE_NAME, A)], (A, F.LINE)),
        ([(F.METADATA, B), (F.LINE, A), (F.FILE_NAME, C)], (B, F.METADATA)),
        ([(F.FIELD, B), (F.LINE, A), (F.FILE_NAME, A)], (B, F.FIELD)),
        ([(F.METADATA, dt.date(2030, 4, 3))], (dt.date(2030, 4, 3), F.METADATA)),
        ([(F.METADATA, dt.date(2230, 4, 3))], None),
        ([(F.LINE, dt.date(2030, 4, 3))], (dt.date(2030, 4, 3), F.LINE)),
        ([(F.LINE, dt.date(2030, 4, 3)), (F.FILE_NAME, A)], (dt.date(2030, 4, 3), F.LINE)),
        ([(F.FILE_NAME, dt.date(2030, 4, 3)), (F.ADDRESS, dt.date(2030, 4, 3))], None),
        ([(F.METADATA, dt.date(2030, 4, 3)), (F.LINE, A)], (A, F.LINE)),
        ([(F.FIELD, dt.date(2030, 4, 3))], (dt.date(2030, 4, 3), F.FIELD)),
        ([(F.LINE, TODAY)], (TODAY, F.LINE)),
        ([(F.METADATA, dt.date(1956, 4, 3))], (dt.date(1956, 4, 3), F.METADATA)),
    ],
)
def test_the_best_source(found, day):
    assert dates.best(found, today=TODAY) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-04-03", A),
        ("2022-04-03T08:00:00+08:00", A),
        ("2022-04-03 08:15", A),
        ("2022/4/3", A),
        ("2022.04.03", A),
        ("20220403", A),
        ("20220403081500", A),
        ("2022年4月3日", A),
        ("二〇二二年四月三日", A),
        ("2022-04-02T16:00:00Z", A),
        ("2022-04-02T16:00:00.000Z", A),
        ("2022-04-02T16:00:00+00:00", A),
        ("2022-04-02T23:00:00-05:00", dt.date(2022, 4, 2)),
        ("9999-12-31T23:00:00Z", None),
        ("03/04/2022", None),
        ("2022-13-03", None),
        ("2022-02-30", None),
        ("4月3日", None),
        ("", None),
    ],
)
def test_stamps(value, day):
    assert dates.stamp(value) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2022年04月03日 08:30", A),
        ("2022年04月03日 08:30 来源：云岭日报 作者：周小满 罗青", A),
        ("来源：云岭日报 时间：2022-04-03", A),
        ("发布时间：2022-04-03 浏览次数：32", A),
        ("《云岭日报》（2022年04月03日 第03版）", A),
        ("云岭日报 2022年4月3日 星期日 第3版：要闻", A),
        ("二○二二年四月三日 农历三月初三", A),
        ("（2022年4月3日）", A),
        ("2022年04月03日 08:15 云岭日报", A),
        ("《云岭日报》（2022年04月03日 01 版）", A),
        ("原创 周小满 云岭发布 2022-04-03 08:15", A),
        ("楼主 周小满 2022-4-3 08:15", A),
        ("2022-04-03 08:15 | 阅读 1,234", A),
        ("2022年4月3日 下午3:15 点击：12次 【字体：大 中 小】", A),
        ("2022年4月3日08时15分 稿件来源：云岭日报", A),
        ("日期：2022年4月3日 [打印]", A),
        ("会议定于2022年4月3日 08:15", None),
        ("培训时间：2022年4月3日 08:15", None),
        ("开标时间：2022年4月3日", None),
        ("建成于2022年4月3日", None),
        ("2022年4月3日，大桥通车。", None),
        ("2022年4月3日大桥通车", None),
        ("页面更新：2022-04-03", None),
        ("2022年2月30日", None),
        ("4月3日", None),
        ("2022年04月03日" + " 来源：云" * 40, None),
    ],
)
def test_lines_that_only_state_the_day(line, day):
    assert dates.stated(line) == day


@pytest.mark.parametrize(
    ("line", "is_time"),
    [("03/04/2022", True), ("08:30", True), ("时间：4月3日", True), ("14", False), ("八元", False)],
)
def test_times(line, is_time):
    assert dates.is_time(line) is is_time


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("http://a.cn/n1/2022/0403/c1001-1.html", A),
        ("http://a.cn/html/2022-04/03/content_1.htm", A),
        ("http://a.cn/2022-04-03/1.html", A),
        ("http://a.cn/2022/04/03/1.html", A),
        ("http://a.cn/202204/03/1.html", A),
        ("http://a.cn/t20220403_1.html", A),
        ("http://a.cn/a?d=20220403", A),
        ("http://a.cn/20220403", A),
        ("http://20220403.cn/1.html", None),
        ("http://a.cn/2022/0403/2013/0717/1.html", None),
        ("http://a.cn/120220403.html", None),
        ("http://a.cn/2022/1.html", None),
        ("", None),
    ],
)
def test_addresses(address, day):
    assert dates.in_address(address) == day


@pytest.mark.parametrize(
    ("path", "name", "folder"),
    [
        ("20220403_第03版.txt", A, None),
        ("云岭日报2022年4月3日.txt", A, None),
        ("page_2022-04-03_02.txt", A, None),
        ("2022_4_3.txt", A, None),
        ("2022.04.03-02.pdf", A, None),
        ("120220403.txt", None, None),
        ("20220403-20130717.txt", None, None),
        ("20221303.txt", None, None),
        ("2022-04-03/page.txt", None, A),
        ("20220403/page.txt", None, A),
        ("2022/04/03/page.txt", None, A),
        ("2022-04/03/page.txt", None, A),
        ("2022年4月3日/page.txt", None, A),
        ("2022-04-03 下载/page.txt", None, None),
        ("2022/04/page.txt", None, None),
    ],
)
def test_names_and_folders(path, name, folder):
    file = PurePosixPath("/a/b") / path
    assert dates.in_name(file.name) == name
    assert dates.in_folder(file) == folder


@pytest.mark.parametrize(
    ("path", "text", "day", "date_from"),
    [
        ("2022-04-03.txt", "清河大桥昨日通车。", A, F.FILE_NAME),
        ("2022-04-03.md", "# 通车\n\n清河大桥昨日通车。", A, F.FILE_NAME),
        ("2022-04-03.md", "---\ndate: 2021-05-01\n---\n清河大桥昨日通车。", C, F.FIELD),
        ("2022-04-03.txt", "新华社云岭2021年5月1日电 清河大桥昨日通车。", C, F.DATELINE),
        ("2022/04/03/page.txt", "清河大桥昨日通车。", A, F.FOLDER),
        ("2022-04-03.jsonl", '{"id": "a", "text": "清河大桥昨日通车。"}', None, None),
        ("page.txt", "清河大桥昨日通车。", None, None),
    ],
)
def test_files(tmp_path, path, text, day, date_from):
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    (article,) = read_file(file).articles
    assert (article.date, article.date_from) == (day, date_from)
