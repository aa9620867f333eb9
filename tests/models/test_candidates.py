import math

from pytest import approx

from models.calibration import UNCALIBRATED
from models.candidates import Candidate, agreements, best, by_decoder, generations
from models.network import LogProbability
from models.outputs import Features, Generation, answer_score
from models.prompts import REFUSAL
from models.span_scores import FLOOR, SpanScores
from models.windows import Window

SURE = LogProbability(total=-1.0, mean=-0.25)
REFUSED = LogProbability(total=-9.0, mean=-3.0)


def features(**changed):
    known = {"total": -1.0, "text": -0.2, "refusal": -9.0, "span": -0.5, "null": -7.0}
    return Features(**{**known, "agreement": 1.0, **changed})


def answer(text, **changed):
    known = features(**changed)
    return Generation(text=text, log_probability=known.text, confidence=0.5, features=known)


def test_of_answers_about_as_likely_the_shorter_one_is_first():
    assert answer("云河市", span=-0.5).score > answer("所在地云河市", span=-0.4).score
    assert answer("云河市", span=-0.9).score < answer("所在地云河市", span=-0.4).score


def test_a_summarys_score_is_its_log_probability():
    assert Generation(text="云河市", log_probability=-0.7, confidence=0.5).score == -0.7


def test_answers_that_nearly_say_the_same_agree():
    def scored(text, span):
        return text, answer_score(text, total=-0.2 * len(text), span=span)

    other = scored("张伟", -3.0)
    a, b, c = agreements([scored("云河市政府", -1.0), scored("在云河市政府", -1.0), other])
    assert a == b == approx(1 - c)
    assert c < 0.2
    assert agreements([other]) == [1.0]
    assert agreements([]) == []


def test_an_answer_without_a_place_is_scored_as_one_the_span_head_rules_out():
    text = "记者云河市"
    window = Window(row=0, start=40, text=text, input_ids=(0, 2, 2), first=1, offsets=(), cut=False)
    blank = SpanScores.blank(window)
    made = {"scores": blank, "log_probability": SURE, "refusal": REFUSED}
    found, lost = generations(
        [
            Candidate(text="云河市", span=(2, 5), **made),
            Candidate(text="云河县", span=None, **made),
        ],
        UNCALIBRATED,
    )
    assert (found.start, found.end, lost.start, lost.end) == (42, 45, None, None)
    assert (found.features.span, lost.features.span) == (0.0, FLOOR)
    assert (found.features.total, found.features.text, found.features.refusal) == (-1, -0.25, -9)
    assert found.features.agreement + lost.features.agreement == approx(1.0)
    assert found.confidence == UNCALIBRATED.right.probability(found.features.named())


def test_where_the_head_finds_no_answer_its_best_span_is_still_the_first():
    text = "昨天云河市"
    ids, offsets = (0, 5, 6, 2), ((0, 2), (2, 5))
    window = Window(row=0, start=0, text=text, input_ids=ids, first=1, offsets=offsets, cut=False)
    scores = SpanScores.of(window, [[0.0, 0.0], [-19.0, -18.0], [-12.0, -13.0], [-21.0, -22.0]])
    ((start, end),) = scores.best(1, longest=5)
    assert text[start:end] == "云河市"
    assert (scores.span_score(start, end), scores.null) == (-25.0, 0.0)


def test_the_best_of_each_text():
    answers = [answer("甲", total=-3.0), answer("乙", total=-2.0), answer("甲", total=-1.0)]
    assert best(answers, 4, rank=by_decoder) == (answers[2], answers[1])
    assert best(answers, 1, rank=by_decoder) == (answers[2],)


def test_a_refusal_is_not_an_answer_for_the_decoder():
    assert by_decoder(answer(REFUSAL, total=-0.1)) == -math.inf
