"""What stands in front of a source: the task, and for a question the question and a preface."""

__all__ = ["REFUSAL", "TEXT_PROMPTS", "question_prompt", "summary_prompt"]

REFUSAL = "无法回答"
TEXT_PROMPTS = {"headline": "标题:", "brief": "摘要:"}


def question_prompt(question: str, *, preface: str = "") -> str:
    """Return ``问题:`` and the question; on a second line the preface (title and date)."""
    return f"问题:{question}\n{preface}" if preface else f"问题:{question}"


def summary_prompt(kind: str) -> str:
    """Return the task's name. Raises KeyError for an unknown kind."""
    return TEXT_PROMPTS[kind]
