"""The flow of the questions as boxes and lines, laid out from the top: the picture is derived, never drawn by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sop.content import END, Content, Question
from sop.saying import answer_label, words_of

WIDE, HIGH, GAP_X, GAP_Y, MARGIN = 220, 64, 28, 74, 12
LETTERS, LINES = 30, 2
# Pixels that a letter of a label takes, generously.
LETTER_WIDE = 7


@dataclass(frozen=True)
class Box:
    """A question in the picture; `lines` are its words."""

    id: str
    x: int
    y: int
    lines: Sequence[str]
    reached: bool

    @property
    def middle(self) -> int:
        """Where lines leave and arrive."""
        return self.x + WIDE // 2


@dataclass(frozen=True)
class Line:
    """The answers that lead from one question to another (or to the end), and the most urgent they make it."""

    path: str
    label: str
    x: int
    y: int
    priority: str
    back: bool


@dataclass(frozen=True)
class Flow:
    """The whole picture."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[Line]
    end: Box


def draw_flow(content: Content) -> Flow:
    """Boxes in layers: a question stands below every question that leads to it (as far as no circle forbids)."""
    depths = depths_of(content.questions)
    layers: dict[int, list[Question]] = {}
    for question in content.questions:
        layers.setdefault(depths[question.id], []).append(question)
    deepest = max(layers, default=-1)
    columns = max((len(layer) for layer in layers.values()), default=1)
    width = 2 * MARGIN + columns * WIDE + (columns - 1) * GAP_X + 80
    reached = reached_from_first(content.questions)
    boxes = {
        question.id: Box(
            question.id,
            MARGIN + at * (WIDE + GAP_X) + (columns - len(layer)) * (WIDE + GAP_X) // 2,
            MARGIN + depth * (HIGH + GAP_Y),
            wrap(words_of(question.ask) or question.id),
            question.id in reached,
        )
        for depth, layer in layers.items()
        for at, question in enumerate(layer)
    }
    end = Box(END, (width - 80 - WIDE) // 2, MARGIN + (deepest + 1) * (HIGH + GAP_Y), (), True)
    lines = [line for question in content.questions for line in lines_from(question, boxes, end)]
    # The words beside a line may reach further than the boxes.
    width = max([width, *(line.x + LETTER_WIDE * len(line.label) + MARGIN for line in lines)])
    return Flow(width, end.y + HIGH, list(boxes.values()), lines, end)


def depths_of(questions: Sequence[Question]) -> dict[str, int]:
    """How many questions may come before each, at most; a circle is cut where it closes."""
    by_id = {question.id: question for question in questions}
    depths = {question.id: 0 for question in questions}
    for _round in questions:
        for question in questions:
            for answer in question.answers:
                if answer.next in by_id and depths[answer.next] <= depths[question.id] < len(questions):
                    depths[answer.next] = min(depths[question.id] + 1, len(questions))
    return depths


def reached_from_first(questions: Sequence[Question]) -> set[str]:
    """The questions that can come up at all."""
    by_id = {question.id: question for question in questions}
    left, reached = [questions[0].id] if questions else [], set[str]()
    while left:
        here = left.pop()
        if here in by_id and here not in reached:
            reached.add(here)
            left += [answer.next for answer in by_id[here].answers]
    return reached


def wrap(text: str) -> list[str]:
    """A question's words in a box; what does not fit ends in dots."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= LETTERS:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 1] + "…"]


def lines_from(question: Question, boxes: dict[str, Box], end: Box) -> list[Line]:
    """One line to each place that its answers lead to."""
    targets: dict[str, list[tuple[str, str]]] = {}
    for answer in question.answers:
        targets.setdefault(answer.next, []).append((answer_label(answer), answer.priority or ""))
    found = []
    for place, (name, answers) in enumerate(targets.items()):
        start, goal = boxes[question.id], boxes.get(name, end)
        labels = " · ".join(f"{label} {priority}".strip() for label, priority in answers)
        urgent = min((priority for _label, priority in answers if priority), default="")
        shown = labels if len(labels) <= LETTERS + 6 else labels[: LETTERS + 5] + "…"
        path, x, y = curve(start, goal, place, len(targets))
        found.append(Line(path, shown, x, y, urgent, goal.y <= start.y))
    return found


def curve(start: Box, goal: Box, place: int, count: int) -> tuple[str, int, int]:
    """The way of a line, and where its label stands: beside where it leaves."""
    x = start.x + WIDE * (place + 1) // (count + 1)
    y = start.y + HIGH
    if goal.y <= start.y:  # back up: round the right side
        side = start.x + WIDE + 40
        return (
            f"M{start.x + WIDE} {start.y + HIGH // 2} C{side} {start.y} {side} {goal.y} {goal.x + WIDE} {goal.y + 20}",
            side,
            y,
        )
    return (
        f"M{x} {y} C{x} {y + GAP_Y // 2} {goal.middle} {goal.y - GAP_Y // 2} {goal.middle} {goal.y}",
        x + 4,
        y + 14 + 14 * place,
    )
