import pytest

from models.tokenizer import FixedTokenizer
from models.windows import windows

EOS = 2
LONG = "今年全县粮食总产量增加。" * 60 + "共有９８７个！"


@pytest.fixture(scope="module")
def tokenizer(tiny):
    return FixedTokenizer.load(tiny / "generator")


def cut(tokenizer, prompt, source):
    return windows(tokenizer, [prompt], [source], eos=EOS, size=64, overlap=16)


def test_windows_cover_the_whole_source_and_overlap(tokenizer):
    parts = cut(tokenizer, "问题:多少个？", LONG)
    covered = set()
    for part in parts:
        assert LONG[part.start : part.start + len(part.text)] == part.text
        assert len(part.input_ids) <= 64
        assert part.input_ids[-1] == EOS
        covered |= set(range(part.start, part.start + len(part.text)))
    assert covered == set(range(len(LONG)))
    ends = [part.start + len(part.text) for part in parts]
    assert all(later.start < end for later, end in zip(parts[1:], ends, strict=False))


def test_offsets_are_spans_of_the_windows_text(tokenizer):
    last = cut(tokenizer, "问题:多少个？", LONG)[-1]
    start, end = last.offsets[-1]
    assert last.text[start:end] == "！"
    assert last.first + len(last.offsets) + 1 == len(last.input_ids)


def test_a_prompt_that_leaves_no_room_is_cut(tokenizer):
    (part,) = cut(tokenizer, "问题:" + "图" * 200, "粮食会议。")
    assert part.cut
    assert part.first == 32
    assert part.input_ids[31] == EOS
    assert not cut(tokenizer, "问题:谁？", "粮食会议。")[0].cut


def test_an_empty_source_has_one_empty_window(tokenizer):
    (part,) = cut(tokenizer, "问题:谁？", "")
    assert (part.start, part.text, part.offsets) == (0, "", ())
