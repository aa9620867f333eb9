"""Dialogues without full stops, poems above a story, a name under each headline."""

from tests.qa.reading.kinds.pages import HEAD, LEAD, read, shape


def test_an_answer_without_a_full_stop_is_no_headline(tmp_path):
    rows = [
        "记者：夜校招了多少人？",
        "邱玉兰：一共312人，比去年多",
        "记者：经费从哪里来？",
        "邱玉兰：镇里出一半，学员出一半，合计86万元",
        "记者：明年还办吗？",
        "邱玉兰：还要办",
    ]
    page = "夜校里的灯光\n——访邱玉兰\n\n本报记者 宋怀远\n\n" + "\n".join(rows)
    assert shape(read(tmp_path, page)) == [("夜校里的灯光 ——访邱玉兰", rows)]


def test_questions_and_answers_are_a_line_each(tmp_path):
    rows = ["问：几点开门？", "答：上午十点半", "问：能带走吗？", "答：能"]
    assert shape(read(tmp_path, "夜校问答\n\n本报记者 宋怀远\n\n" + "\n".join(rows)))[0][1] == rows


VERSE = ["河水把黄昏推到岸边", "撑船的人不说一句话", "一盏灯在对岸亮起来", "照着归来的人"]


def test_a_poem_above_a_story_is_an_article(tmp_path):
    page = "渡口\n邱玉兰\n" + "\n".join(VERSE) + f"\n\n{HEAD}\n\n{LEAD}\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [("渡口", VERSE), (HEAD, [LEAD])]
    assert reading.articles[0].byline == "邱玉兰"
    below = (
        "青石镇夜校开课\n\n本报讯 夜校昨日开课。\n\n渡口\n"
        + "\n".join(VERSE)
        + f"\n\n{HEAD}\n\n{LEAD}\n"
    )
    assert [title for title, _ in shape(read(tmp_path, below))] == ["青石镇夜校开课", "渡口", HEAD]


def test_a_headline_of_several_lines_is_no_poem(tmp_path):
    head = "民生实事\n让两岸居民少走弯路\n清河大桥建成通车\n非机动车免费通行"
    page = f"{head}\n\n本报记者 邱玉兰\n\n{LEAD}\n"
    assert len(read(tmp_path, page).articles) == 1


def test_a_headline_with_a_name_under_it_opens_an_article(tmp_path):
    one = ["清河大桥昨日通车，总投资1.5亿元，建设用时两年。", "市长宋怀远到场祝贺。"]
    two = ["青石镇夜校昨日开课，报名的有312人，比去年多。"]
    page = f"清河大桥通车\n邱玉兰\n　　{one[0]}\n　　{one[1]}\n\n夜校开课\n李桂英\n　　{two[0]}\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [("清河大桥通车", one), ("夜校开课", two)]
    assert [article.byline for article in reading.articles] == ["邱玉兰", "李桂英"]
