"""Lists of questions: read of CSV or JSONL, answered row by row into a file, and gone on with.

Each row of the list has one row in the results, in its order, also a row that cannot be asked. So
a run that was cut off goes on where the results end.
"""

from __future__ import annotations

import csv
import datetime as dt
import fcntl
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from qa.chinese.tokens import asked_tokens
from qa.errors import BusyError, InputError
from qa.messages import in_chinese
from qa.quoting import VERDICTS
from qa.reading.encodings import decode
from qa.records import Answer, AnswerKind, Refusal, Where
from qa.shapes import answer_json
from qa.tables import MARK, cell, csv_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Self

    from qa.records import Citation

__all__ = [
    "BETWEEN",
    "COLUMNS",
    "ENDINGS",
    "KNOWN",
    "Asked",
    "Question",
    "Results",
    "answered",
    "csv_row",
    "ignored",
    "jsonl_row",
    "outcome",
    "read_questions",
    "refused",
]

ENDINGS = (".csv", ".jsonl")
"""What lists and results are, by the end of their names."""

COLUMNS = (
    "line",
    "id",
    "question",
    "verdict",
    "answer",
    "unanswered",
    "confidence",
    "reason",
    "title",
    "date",
    "source",
    "quote",
    "file",
    "file_start",
    "file_end",
    "article_id",
    "start",
    "end",
    "permalink",
    "problem",
)
"""The columns of results as a table; of several citations it has the first.

``verdict`` is 是 or 否 where that was asked; ``answer`` has every member of a list, and what was
found for each part of a question, ``unanswered`` the parts that are left open, with
:data:`BETWEEN` between them.
"""

BETWEEN = "；"
"""What stands between several things in a cell."""

_NAMES = {
    "id": ("编号", "序号"),
    "question": ("问题", "提问"),
    "since": ("起始日期", "起"),
    "until": ("截止日期", "止"),
    "source": ("来源", "报纸"),
    "tag": ("标签",),
    "today": ("基准日期",),
}
KNOWN = tuple(_NAMES)
"""The columns of a list that say something, by their English names."""
_FIELDS = {word: name for name, words in _NAMES.items() for word in (name, *words)}
_REASONS = frozenset(Refusal)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_SEPARATORS = ",;\t"
_LONGEST = 1000  # characters
_FAULTS = 100  # rows with quotation marks that have no partner, after which no more is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A row of a list. ``line`` counts from 1; ``problem``: why it cannot be asked.

    ``since``, ``until``, ``source`` and ``tag`` are those of :class:`qa.Where`, ``today`` that of
    :meth:`qa.Archive.ask`.
    """

    line: int
    question: str = ""
    id: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    tag: str | None = None
    today: dt.date | None = None
    problem: str | None = None

    def where(self, others: Where | None = None) -> Where | None:
        """Return the filter, with ``others`` where the row has none; None for all articles."""
        own = {name: getattr(self, name) for name in ("since", "until", "source", "tag")}
        made = replace(
            others or Where(), **{name: value for name, value in own.items() if value is not None}
        )
        return None if made == Where() else made


def read_questions(data: bytes, *, name: str) -> list[Question]:
    """Return the rows of a list; ``name`` ends in one of ``ENDINGS``.

    A table has a line of headings, one of them ``question`` or 问题. What is wrong with a row is
    said in it. Raises :class:`InputError` for what is no list and :class:`ReadError` for bytes in
    no encoding.
    """
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{name}：问题清单要是 {' 或 '.join(ENDINGS)} 文件")
    if not data.strip():
        raise InputError(f"{name}：是空的")
    text = decode(data, name=name, repair=False).text
    rows = _of_table(text, name) if ending == ".csv" else _of_lines(text)
    if not (made := list(rows)):
        raise InputError(f"{name}：里面没有问题")
    return made


def ignored(data: bytes, *, name: str) -> list[str]:
    """Return what a list that :func:`read_questions` reads has of columns that say nothing here."""
    text = decode(data, name=name, repair=False).text.removeprefix(MARK)
    if Path(name).suffix.lower() == ".csv":
        first = text.split("\n", 1)[0]
        names = next(csv.reader([first], delimiter=max(_SEPARATORS, key=first.count)))
    else:
        names = []
        for line in text.split("\n"):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue
            names += list(row) if isinstance(row, dict) else []
    words = dict.fromkeys(word.strip() for word in names)
    return [word for word in words if word and word.lower() not in _FIELDS]


class Asked(Protocol):
    """What questions are put to: :class:`qa.Archive`, or one on a server."""

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        """Answer a question."""

    def get(self, id_: str) -> Any:
        """Return what is known of an article; it has a ``source``."""


def answered(
    archive: Asked,
    question: Question,
    *,
    where: Where | None = None,
    link: Callable[[Citation], str] | None = None,
    today: dt.date | None = None,
    **how: Any,
) -> dict[str, Any]:
    """Ask a question; return its row of the results.

    ``where`` and ``today`` hold where the row says nothing, ``how`` goes to
    :meth:`qa.Archive.ask`; ``link`` returns the address of a citation.
    """
    if question.problem is not None:
        return refused(question, question.problem)
    try:
        answer = archive.ask(
            question.question, where=question.where(where), today=question.today or today, **how
        )
    except InputError as error:
        return refused(question, in_chinese(str(error)))
    first = answer.citations[0] if answer.citations else None
    said = answer_json(answer)
    del said["hits"]
    return _row(
        question,
        said,
        source=archive.get(first.article_id).source if first else None,
        permalink=link(first) if first and link else None,
    )


def refused(question: Question, problem: str) -> dict[str, Any]:
    """Return the row of the results for a row that cannot be asked."""
    said = answer_json(Answer(question=question.question, text=None, confidence=0.0))
    del said["hits"]
    return _row(question, said, problem=problem)


def _row(question: Question, said: Mapping[str, Any], **more: str | None) -> dict[str, Any]:
    head = {"line": question.line, "id": question.id}
    return {**head, **said, "source": None, "permalink": None, "problem": None, **more}


def csv_row(row: Mapping[str, Any]) -> str:
    """Return a row of the results as a line of a table."""
    first = row["citations"][0] if row["citations"] else {}
    cells = {
        **first,
        **row,
        "verdict": VERDICTS.get(AnswerKind(row["kind"])),
        "answer": _whole(row),
        "unanswered": BETWEEN.join(row["unanswered"]),
    }
    return csv_line(cells.get(name) for name in COLUMNS)


def _whole(row: Mapping[str, Any]) -> str | None:
    """Return all that an answer says: of a list whose members stand apart, each of them."""
    apart = row["kind"] == AnswerKind.LIST and row["citations"] == row["items"] and row["items"]
    said: str | None = row["text"]
    return BETWEEN.join(one["quote"] for one in row["items"]) if apart else said


def outcome(row: Mapping[str, Any]) -> str:
    """Return what became of a question: ``answered``, ``refused`` or ``problems``."""
    if row["problem"]:
        return "problems"
    return "answered" if row.get("text") or row.get("answer") else "refused"


class Results:
    """A file of results, to which rows are added; ``count`` are there, ``outcomes`` of each kind.

    ``reasons`` counts why questions were refused.

    Use it in a ``with``. Whatever a kill cut off at its end is cut away when it is opened.
    """

    def __init__(self, path: Path, questions: Iterable[Question]) -> None:
        """Open the file or make it.

        Raises :class:`InputError` for a file that holds something else than the results of the
        first ones of ``questions``, :class:`BusyError` where another process writes it.
        """
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            raise InputError(f"{path}：结果要写成 {' 或 '.join(ENDINGS)} 文件")
        self._as_table = ending == ".csv"
        self._file = path.open("a+b")
        self.count = 0
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        try:
            self._go_on(path, questions)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, row: Mapping[str, Any]) -> None:
        """Add a row; it is in the file when this returns."""
        self._put(csv_row(row) if self._as_table else jsonl_row(row))
        self._note(row)

    def _go_on(self, path: Path, questions: Iterable[Question]) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"{path}：另一个程序正在写它：等它做完，或换一个结果文件") from error
        self._file.seek(0)
        data, end = self._file.read(), 0
        asked = iter(questions)
        for row, place in _table_rows(data) if self._as_table else _line_rows(data):
            end = place
            if row is None:  # the line of headings
                continue
            there = next(asked, None)
            if there is None or not _is_of(row, there):
                raise InputError(
                    f"{path}：里面是另一份清单的结果（第 {self.count + 1} 行起不同）："
                    "换一个结果文件，或删掉它"
                )
            self._note(row)
        if not _is_cut_off(data, end, as_table=self._as_table):
            raise InputError(
                f"{path}：从第 {self.count + 1} 行结果起不是这里写的：换一个结果文件，或删掉它"
            )
        self._file.truncate(end)
        if self._as_table and not end:
            self._put(MARK + csv_line(COLUMNS))

    def _put(self, text: str) -> None:
        self._file.write(text.encode(errors="backslashreplace"))
        self._file.flush()

    def _note(self, row: Mapping[str, Any]) -> None:
        self.count += 1
        self.outcomes[outcome(row)] += 1
        if (why := row.get("reason")) in _REASONS:
            self.reasons[why] += 1


def jsonl_row(row: Mapping[str, Any]) -> str:
    """Return a row of the results as a line of JSON."""
    return json.dumps(row, ensure_ascii=False, default=str) + "\n"


def _is_of(row: Mapping[str, Any], question: Question) -> bool:
    return str(row["line"]) == str(question.line) and row["question"] in (
        question.question,
        cell(question.question),
    )


def _line_rows(data: bytes) -> Iterator[tuple[dict[str, Any] | None, int]]:
    """Yield the whole rows of lines of JSON, and where each ends."""
    end = 0
    for line in data.split(b"\n")[:-1]:
        try:
            row = json.loads(line)
        except ValueError:
            return
        if not isinstance(row, dict) or not {"line", "question", "text", "problem"} <= set(row):
            return
        end += len(line) + 1
        yield row, end


def _table_rows(data: bytes) -> Iterator[tuple[dict[str, Any] | None, int]]:
    """Yield the whole rows of a table, and where each ends; for the headings None."""
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for line in data.split(b"\n")[:-1]:
            read += len(line) + 1
            yield line.decode() + "\n"

    try:
        for cells in csv.reader(lines(), strict=True):
            if data[read - 2 : read] != b"\r\n":
                return
            if cells == [MARK + COLUMNS[0], *COLUMNS[1:]]:
                yield None, read
            elif len(cells) == len(COLUMNS):
                yield dict(zip(COLUMNS, cells, strict=True)), read
            else:
                return
    except (csv.Error, UnicodeDecodeError):
        return


def _is_cut_off(data: bytes, end: int, *, as_table: bool) -> bool:
    """Whether what follows the last whole row can be a row that a kill cut off, or nothing."""
    head = (MARK + csv_line(COLUMNS)).encode() if as_table else b'{"line": '
    rest = data[end:]
    if not end:
        return head.startswith(rest[: len(head)]) and b"\n" not in rest
    return (b"\r\n" if as_table else b"\n") not in rest


def _of_table(text: str, name: str) -> Iterator[Question]:
    lines = list(io.StringIO(text.removeprefix(MARK), newline=""))
    separator = max(_SEPARATORS, key=lines[0].count)
    head = next(csv.reader(lines[:1], delimiter=separator))
    columns = [_FIELDS.get(word.strip().lower(), "") for word in head]
    if "question" not in columns:
        raise InputError(
            f"{name}：第一行里没有 question（或 问题）这一列；有的是 {'、'.join(head)}"
        )
    at = 1
    for _ in range(_FAULTS):
        rows = csv.reader(islice(lines, at, None), delimiter=separator, strict=True)
        begins = at
        try:
            for cells in rows:
                line, begins = begins, at + rows.line_num
                if any(word.strip() for word in cells):
                    yield _of_cells(line + 1, columns, cells)
            return
        except csv.Error as error:
            yield Question(line=begins + 1, problem=f"引号不成对：{error}")
            at = begins + 1
    yield Question(line=at + 1, problem="引号不成对的行太多：从这一行起都没有读")


def _of_cells(line: int, head: list[str], cells: list[str]) -> Question:
    if len(cells) > len(head) and any(cells[len(head) :]):
        return Question(
            line=line,
            question=",".join(cells),
            problem=f"比标题行多出 {len(cells) - len(head)} 格：有逗号的问题要用引号括起来",
        )
    return _question(line, {n: word.strip() for n, word in zip(head, cells, strict=False) if n})


def _of_lines(text: str) -> Iterator[Question]:
    for number, line in enumerate(text.removeprefix(MARK).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Question(line=number, problem=f"不是 JSON：{in_chinese(str(error))}")
            continue
        if not isinstance(row, dict):
            yield Question(line=number, problem='不是一个 JSON 对象，如 {"question": "…"}')
            continue
        named = {_FIELDS.get(name.lower(), ""): value for name, value in row.items()}
        yield _question(number, {name: value for name, value in named.items() if name})


def _question(line: int, given: Mapping[str, Any]) -> Question:
    """Return a row of the fields that are given; what is wrong with them is said in it."""
    made = Question(line=line)
    for one in fields(Question):
        value = given.get(one.name)
        if value is None or value == "":
            continue
        if isinstance(value, int | float) and one.name == "id":
            value = str(value)
        if not isinstance(value, str):
            return replace(made, problem=f"{one.name} 不是文字：{value!r}")
        if one.name in ("since", "until", "today"):
            value = _day(day := value)
            if value is None:
                return replace(made, problem=f"{one.name} 不是日期：{day}；请写成 2022-04-03")
        made = replace(made, **{one.name: value})  # type: ignore[arg-type]  # by its name
    return _checked(made)


def _checked(made: Question) -> Question:
    if not made.question.strip():
        return replace(made, problem="没有问题")
    if len(made.question) > _LONGEST:
        return replace(made, problem=f"问题有 {len(made.question)} 字，最多 {_LONGEST} 字")
    if any("\ud800" <= char <= "\udfff" for char in made.question):
        return replace(made, problem="问题不是 Unicode 文字：请用 UTF-8 写")
    if not asked_tokens(made.question):
        return replace(made, problem="问题里只有标点、符号或看不见的字：用文字来问")
    if made.since and made.until and made.since > made.until:
        return replace(made, problem=f"since {made.since} 晚于 until {made.until}：请对调")
    return made


def _day(word: str) -> dt.date | None:
    """Return the day of ``2022-04-03``, or ``2022/4/3`` as spreadsheets write it."""
    found = _DAY.fullmatch(word.strip())
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
