"""What becomes of the days of a question, read with the models that come with the package."""

import datetime as dt

import pytest

from qa import Archive, Article

TODAY = dt.date(2026, 11, 28)
ARTICLES = {
    "2022-12-30": "本报讯 青石镇小学昨日复课。校长周明说，学校复课花费了十二万元。",
    "2022-05-12": "本报讯 云岭市城南卫生院连日开展义诊。卫生院共接诊了三百四十名病人。",
    "2024-06-18": "本报讯 云岭市文物所修好一批清代石碑。修复的石碑有八百六十字，记载了渡口的往来。",
    "2023-04-10": "市水库管理处通报,水库蓄水到120米,比去年同期高三米。",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("days") / "archive") as opened:
        opened.add(
            Article(id=day, title="", text=text, date=dt.date.fromisoformat(day))
            for day, text in ARTICLES.items()
        )
        yield opened


@pytest.mark.parametrize(
    ("days", "question", "answer"),
    [
        ("2022年12月30日", "学校复课花费多少？", "十二万元"),
        ("2022年12月29日", "学校复课花费多少？", "十二万元"),
        ("2022年5月11日", "卫生院接诊了多少病人？", "三百四十名"),
        ("2022年5月11日以来", "卫生院接诊了多少病人？", "三百四十名"),
        ("2024年以来", "修复的石碑有多少字？", "八百六十字"),
        ("自2024年以来", "修复的石碑有多少字？", "八百六十字"),
    ],
)
def test_a_question_of_the_articles_days_is_as_sure_as_without_them(
    archive, days, question, answer
):
    with_days, without = archive.ask_many([days + question, question], today=TODAY)
    assert (with_days.text, with_days.outside) == (answer, False)
    assert with_days.answerable >= without.answerable - 1e-3
    (named,) = with_days.dates
    assert named.text in days


@pytest.mark.parametrize(
    ("question", "answer", "since"),
    [
        ("12月30日学校复课花费多少？", "十二万元", "2022-12-30"),
        ("5月11日卫生院接诊了多少病人？", "三百四十名", "2022-05-11"),
        ("6月2日修复的石碑有多少字？", None, "2026-06-02"),
    ],
)
def test_a_day_without_its_year_is_of_the_year_that_the_archive_has(
    archive, question, answer, since
):
    found = archive.ask(question, today=TODAY)
    assert (found.text, str(found.dates[0].since)) == (answer, since)


@pytest.mark.parametrize("days", ["2022年12月30日", "2024年以来"])
def test_what_no_article_answers_is_refused_with_days_too(archive, days):
    assert archive.ask(f"{days}食堂花费多少？", today=TODAY).text is None


def test_what_is_of_other_days_is_no_rival_of_an_answer_of_the_day(tmp_path):
    texts = {
        "2026-11-27": "本报讯 市供热公司昨日通报，供暖时间提前到11月27日零时。",
        "2026-11-28": "本报讯 昨日14时许，青石镇东坡粮库起火。消防员用两个小时扑灭了明火。",
        "2026-10-09": "本报讯 昨日，云岭市消防队到学校讲解起火时怎样逃生。",
        "2026-09-02": "本报讯 渡口的一只旧船昨晚起火，没有人受伤。",
        "2026-08-14": "本报讯 南岸街道昨日检查了四十个小区的消防通道，防止起火。",
        "2026-07-21": "本报讯 昨日，云岭市林场演练山林起火的扑救。",
    }
    with Archive.open(tmp_path / "archive") as opened:
        opened.add(
            Article(id=day, title="", text=text, date=dt.date.fromisoformat(day))
            for day, text in texts.items()
        )
        answer = opened.ask("11月27日哪里起火？", today=TODAY)
        assert answer.text is not None
        assert answer.citations[0].article_id == "2026-11-28"


def test_a_year_that_is_only_compared_with_is_not_the_answers(archive):
    answer = archive.ask("2022年水库蓄水到多少米？", today=TODAY)
    assert (answer.text, answer.outside) == ("120米", True)
    assert not archive.ask("2023年水库蓄水到多少米？", today=TODAY).outside


def test_a_later_article_that_names_the_day_asked_for_is_read(tmp_path):
    texts = {
        "2026-05-24": "【云岭社青石二十日电】上月十一日清晨，渡船撞坏了南岸的石阶。",
        **{f"2026-08-{day:02}": f"渡船第{day}次撞坏了东岸的栏杆。" for day in range(1, 29)},
    }
    with Archive.open(tmp_path / "archive") as opened:
        opened.add(
            Article(id=day, title="", text=text, date=dt.date.fromisoformat(day))
            for day, text in texts.items()
        )
        answer = opened.ask("2026年4月11日渡船撞坏了哪里？", today=TODAY)
        assert answer.text is not None
        assert answer.citations[0].article_id == "2026-05-24"
        assert [str(day.since) for day in answer.citations[0].dates] == ["2026-04-11"]


def test_a_refusal_of_days_has_those_of_the_archive(archive):
    answer = archive.ask("五月底渡轮运了多少人？", today=TODAY)
    assert answer.text is None
    assert list(map(str, answer.held)) == ["2022-05-12", "2024-06-18"]
    assert archive.ask("渡轮运了多少人？", today=TODAY).held == ()
