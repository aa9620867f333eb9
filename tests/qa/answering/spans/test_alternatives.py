"""Which of two figures a text corrects to the other."""

import pytest

from qa.answering.spans.alternatives import corrected_figure

ASKED = "失踪船员是三名还是四名？"


@pytest.mark.parametrize(
    ("question", "sentence", "title", "figure"),
    [
        (ASKED, "此前通报失踪三人，经核对名册更正为四人。", "货船沉没 四名船员失踪", "四人"),
        (ASKED, "失踪船员三人的说法有误，应为四人。", "", "四人"),
        (ASKED, "失踪船员三名，另有四名获救。", "", None),
        (ASKED, "失踪船员更正为四人。", "", None),
        (ASKED, "此前通报三人，更正为四人。", "煤矿事故", None),
        (ASKED, "此前通报失踪船员三人，更正为五人。", "", None),
        ("失踪船员是四名还是四人？", "此前通报失踪船员三人，更正为四人。", "", None),
        ("船长是男还是女？", "船长更正为四人。", "", None),
    ],
)
def test_corrected_figure(question, sentence, title, figure):
    found = corrected_figure(question, sentence, title)
    assert (found and sentence[found.start : found.end]) == figure
