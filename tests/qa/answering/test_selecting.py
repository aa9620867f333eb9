"""The sentences that a selector chooses, and what becomes of them in an answer."""

from dataclasses import replace

import pytest

from qa import Archive, load_generator
from qa.answering.selecting import selected
from qa.chinese.sentences import sentences
from qa.records import AnswerKind, Article, Chunk, Hit, Refusal, Where
from tests.fakes import HashEmbedder

TEXT = (
    "南屏镇的渡口七月起停航。河床淤得太浅，船底常常擦沙。修复要等到冬天。"
    "镇里另外添了两班公交。渡口还会恢复吗？"
)
ARTICLE = Article(id="a1", title="渡口停航", text=TEXT)


class Chosen:
    """A selector that finds probable what it was told to, and notes what it read."""

    def __init__(self, **probable):
        self.probable, self.read, self.agreed, self.alone = probable, [], None, None

    def probabilities(self, question, passages):
        self.read += passages
        return [
            [next((p for part, p in self.probable.items() if part in one), 0.01) for one in said]
            for _, said in passages
        ]

    def chance(self, seen):
        self.agreed, self.alone = seen["agreed"], seen["alone"]
        return seen["selected"]


def hit(article=ARTICLE, start=0, end=None):
    end = len(article.text) if end is None else end
    chunk = Chunk(article_id=article.id, start=start, end=end, text=article.text[start:end])
    return Hit(chunk=chunk, score=1.0, title=article.title)


def answering(question, article=ARTICLE):
    """Return the sentences of an article that may answer a question."""
    spans = [article.text[one.start : one.end] for one in sentences(article.text)]
    hits, articles = [hit(article)], {article.id: article}
    several = [(one, selected(question, hits, articles, Chosen(**{one: 0.4}))) for one in spans]
    return [one for one, made in several if made and made.probability == 0.4]


def found(chosen, *hits, question="渡口为什么停航？"):
    articles = {ARTICLE.id: ARTICLE}
    made = selected(question, hits or [hit()], articles, chosen)
    return None if made is None else (TEXT[made.span.start : made.span.end], made.probability)


@pytest.mark.parametrize(
    ("probable", "said"),
    [
        ({"淤": 0.9}, "河床淤得太浅，船底常常擦沙。"),
        ({"淤": 0.6, "公交": 0.7}, "镇里另外添了两班公交。"),
        ({"淤": 0.9, "修复": 0.6}, "河床淤得太浅，船底常常擦沙。修复要等到冬天。"),
        ({"淤": 0.9, "修复": 0.4, "公交": 0.8}, "河床淤得太浅，船底常常擦沙。"),
        (
            {"停航": 0.9, "淤": 0.8, "修复": 0.8, "公交": 0.8},
            "南屏镇的渡口七月起停航。河床淤得太浅，船底常常擦沙。修复要等到冬天。",
        ),
    ],
)
def test_the_likeliest_sentence_with_those_behind_it_that_answer_too(probable, said):
    assert found(Chosen(**probable)) == (said, max(probable.values()))


def test_what_is_read():
    chosen = Chosen()
    found(chosen)
    assert chosen.read == [("渡口停航", [TEXT[one.start : one.end] for one in sentences(TEXT)])]
    assert "渡口还会恢复吗？" not in answering("渡口为什么停航？")  # what asks does not answer


def test_how_probably_another_article_answers():
    other = Article(id="a2", title="公交", text="北埔镇添了公交，修复了站台。")
    articles = {"a1": ARTICLE, "a2": other}
    for hits, elsewhere in (([hit()], 0.0), ([hit(), hit(other)], 0.3)):
        made = selected("渡口为什么停航？", hits, articles, Chosen(淤=0.8, 公交=0.3))
        assert (made.article_id, made.elsewhere) == ("a1", elsewhere)


def test_a_credit_is_no_sentence():
    article = Article(id="a2", title="渡口停航", text="本报记者 何远\n渡口七月起停航。")
    chosen = Chosen()
    selected("渡口为什么停航？", [hit(article)], {"a2": article}, chosen)
    assert chosen.read == [("渡口停航", ["渡口七月起停航。"])]


def test_places_are_those_of_the_article_whatever_the_chunk():
    start = TEXT.index("修复")
    assert found(Chosen(公交=0.8), hit(start=start)) == ("镇里另外添了两班公交。", 0.8)


def test_what_goes_on_in_the_next_chunk_is_given_too():
    middle = TEXT.index("修复")
    both = hit(end=middle), hit(start=middle)
    said = found(Chosen(淤=0.9, 修复=0.8), *both)
    assert said == ("河床淤得太浅，船底常常擦沙。修复要等到冬天。", 0.9)


def test_a_sentence_of_another_chunk_does_not_follow_unless_it_stands_there():
    middle, last = TEXT.index("修复"), TEXT.index("镇里")
    apart = hit(end=middle), hit(start=last)
    assert found(Chosen(淤=0.9, 公交=0.8), *apart) == ("河床淤得太浅，船底常常擦沙。", 0.9)
    back = hit(start=last), hit(end=middle)
    assert found(Chosen(淤=0.8, 公交=0.9), *back) == ("镇里另外添了两班公交。", 0.9)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("渡口几月几日停航的？", ["南屏镇的渡口七月起停航。"]),
        ("渡口停航花了多少钱？", []),
        ("镇里添了几班公交？", ["镇里另外添了两班公交。"]),
        ("镇里为什么添几班公交？", None),
        ("渡口停航了吗？", None),
        ("渡口怎么了？", None),
    ],
)
def test_a_number_asked_for_stands_in_what_is_read(question, read):
    said = answering(question)
    assert said == read if read is not None else len(said) == 4


def test_a_bare_telephone_number_is_that_of_what_its_article_tells_of():
    text = "渡口周日停航。咨询电话：8800123。"
    article = replace(ARTICLE, text=text)
    assert answering("渡口停航打什么电话问？", article) == ["咨询电话：8800123。"]
    assert answering("打车去考场打什么电话？", article) == []


@pytest.mark.parametrize(
    ("question", "many"),
    [
        ("李伟为什么停航？", 0),
        ("渡口为什么停航，张仁富怎么说？", 0),
        ("张伟为什么停航？", 1),
        ("谁让渡口停航？", 1),
    ],
)
def test_an_article_without_the_person_asked_of_is_not_read(question, many):
    article = Article(id="a3", title="张伟谈渡口", text="渡口七月起停航，因为河床太浅。")
    assert len(answering(question, article)) == many


OTHERS = Article(
    id="a4",
    title="两县种茶",
    text=(
        "北河县县长张伟说，北河县的茶卖不出去。南山县因为修了路，茶叶好卖。张伟说：“北河县也要修路。”\n"
        "茶厂经理何大川表示，最怕倒春寒。2030年减产一成。南山县将推出三种新茶。2031年再减一成。"
    ),
)


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("张伟担心什么？", ["茶厂经理何大川表示", "2030年减", "南山县将推出", "2031年再减"]),
        ("北河县的茶为什么好卖？", ["南山县因为修了路", "南山县将推出"]),
        ("2031年怎么会减产？", ["2030年减产一成。"]),
        ("南山县推出了哪些新茶？", ["北河县县长", "南山县将推出三种新茶。"]),
        ("北河县的茶好卖吗？", []),  # what is said of another may say no
        ("茶叶为什么难卖？", []),
    ],
)
def test_what_is_said_of_others_is_not_read(question, left_out):
    said = answering(question, OTHERS)
    assert len(said) == 7 - len(left_out)
    assert not any(one.startswith(part) for one in said for part in left_out)


def test_what_stands_before_a_chunk_is_read_but_does_not_answer():
    chosen = Chosen(擦沙=0.9, 冬天=0.6)
    assert found(chosen, hit(start=TEXT.index("修复"))) == ("修复要等到冬天。", 0.6)
    ((_, said),) = chosen.read
    assert said[:2] == ["南屏镇的渡口七月起停航。", "河床淤得太浅，船底常常擦沙。"]


def test_a_paragraph_is_not_gone_beyond():
    text = "渡口停航。\n河床太浅。船底擦沙。\n\n镇里添了公交。"
    article = Article(id="a2", title="", text=text)
    chosen = Chosen(停航=0.6, 太浅=0.9, 擦沙=0.8, 公交=0.7)
    made = selected("渡口为什么停航？", [hit(article)], {"a2": article}, chosen)
    assert text[made.span.start : made.span.end] == "河床太浅。船底擦沙。"


def test_what_stands_in_two_chunks_is_read_once():
    chosen = Chosen()
    found(chosen, hit(), hit(start=TEXT.index("修复")))
    ((_, said),) = chosen.read
    assert len(said) == len(set(said)) == 5


def test_chunks_that_meet_are_read_as_one():
    middle, last = TEXT.index("修复"), TEXT.index("镇里")
    chosen = Chosen()
    found(chosen, hit(end=middle), hit(start=middle))
    assert [len(said) for _, said in chosen.read] == [5]
    chosen = Chosen()
    found(chosen, hit(end=middle), hit(start=last))
    assert [len(said) for _, said in chosen.read] == [2, 5]  # the second with what is before it


def test_nothing_is_found_in_nothing():
    assert selected("渡口为什么停航？", [], {}, Chosen()) is None


@pytest.fixture
def asked(tmp_path):
    """Ask an archive of the article, the reader's own, with a selector that finds 0.9 or less."""
    generator = load_generator("generator")

    def ask(question="渡口为啥不开了？", *, threshold=None, others=(), where=None, **probable):
        generator.selector = ask.selector = Chosen(**probable)
        with Archive.open(
            tmp_path / "archive", embedder=HashEmbedder(), generator=generator
        ) as archive:
            archive.add([ARTICLE, *others])
            return archive.ask(question, threshold=threshold, where=where)

    return ask


def test_what_the_reader_finds_no_answer_to_is_answered_in_a_sentence(asked):
    assert asked().reason is Refusal.IMPROBABLE
    answer = asked(淤=0.8)
    assert answer.text == "河床淤得太浅，船底常常擦沙。"
    assert (answer.kind, answer.confidence) == (AnswerKind.PASSAGE, 0.8)
    assert answer.answerable == answer.threshold  # the reader finds it no more answerable
    assert answer.nearest is None


def test_what_is_less_likely_is_only_shown_as_the_nearest(asked):
    answer = asked(淤=0.49)
    assert (answer.text, answer.reason) == (None, Refusal.IMPROBABLE)
    assert answer.nearest.quote == "河床淤得太浅，船底常常擦沙。"
    assert asked(淤=0.2).nearest.quote == "南屏镇的渡口七月起停航。"  # which has its words


@pytest.mark.parametrize(
    ("question", "likeliest", "agreed"),
    [
        ("镇上怎么安排出行的？", "公交", True),
        ("镇上怎么安排出行的？", "淤", False),
        ("渡口为啥不开了？", "停航", False),  # it reads that in the title
    ],
)
def test_whether_the_reader_held_back_what_stands_there(asked, question, likeliest, agreed):
    answer = asked(question, **{likeliest: 0.8})
    assert answer.kind is AnswerKind.PASSAGE
    assert asked.selector.agreed == float(agreed)


def test_a_threshold_of_ones_own_holds_it_back(asked):
    held = asked(threshold=0.9, 淤=0.8)
    assert (held.reason, held.nearest.quote) == (Refusal.UNSURE, "河床淤得太浅，船底常常擦沙。")
    assert held.confidence == 0.8  # what was compared with the threshold
    assert asked(threshold=0.7, 淤=0.8).text == "河床淤得太浅，船底常常擦沙。"


def test_what_the_reader_answers_stays(asked):
    question = "南屏镇的渡口几月起停航？"
    assert asked(question, 公交=0.95).text == "七月"
    assert asked(question, threshold=0.999, 停航=0.9999).text is None


@pytest.mark.parametrize(
    ("of_another", "said"),
    [
        (["淤"], "修复要等到冬天。镇里另外添了两班公交。"),
        (["淤", "修复"], "镇里另外添了两班公交。"),
        (["淤", "修复", "公交"], None),
    ],
)
def test_what_is_of_another_is_passed_over(of_another, said):
    def unless(article, span):
        return any(part in article.text[span.start : span.end] for part in of_another)

    chosen = Chosen(淤=0.9, 修复=0.8, 公交=0.7, 停航=0.6)
    made = selected("渡口为什么停航？", [hit()], {"a1": ARTICLE}, chosen, unless=unless)
    assert (made and TEXT[made.span.start : made.span.end]) == said


OTHER = Article(id="a9", title="茶山", text="县里种茶，今年收了三千担。", source="县报")


@pytest.mark.parametrize(
    ("others", "where", "alone"),
    [
        ([], None, 1.0),
        ([OTHER], None, 0.0),
        ([OTHER], Where(), 0.0),
        ([OTHER], Where(ids=("a1",)), 1.0),  # what somebody chose was not found among others
    ],
)
def test_a_text_is_alone_where_there_is_no_other_to_find(asked, others, where, alone):
    asked("南屏镇的渡口为啥不开了？", others=others, where=where, 淤=0.8)
    assert asked.selector.alone == alone
