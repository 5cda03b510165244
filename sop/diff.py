"""What two versions of a procedure say differently, in words that a doctor or a fire chief reads. Pure.

Parts are known by their ids (questions, criteria), their value (answers, phrases, capabilities) or their place
(rungs of the ladder), so that a text that was only moved is said to be moved and not removed and added.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.translation import gettext as _

from sop.content import PRIORITIES, Answer, Content, Lower, Question, Raise, Said
from sop.rules import STRENGTHS
from sop.saying import (
    answer_label,
    duration,
    part_labels,
    question_label,
    rung_labels,
    strength_labels,
    target_labels,
    words_of,
)

Kind = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True)
class Difference:
    """One thing that is said differently: where (`node` for programs, `title` for people), what, and what it means."""

    kind: Kind
    node: str
    title: str
    text: str
    means: str = ""


def kind_labels() -> Mapping[str, str]:
    """The kinds of difference."""
    return {"added": _("Ditambah"), "removed": _("Dihapus"), "moved": _("Dipindah"), "changed": _("Diubah")}


def compare(old: Content, new: Content, default_priority: str) -> list[Difference]:
    """Every difference, in the order of the procedure. `default_priority` is that of the type."""
    return [
        *words_differ(old, new),
        *criteria_differ(old.raises, new.raises, "raises"),
        *criteria_differ(old.lowers, new.lowers, "lowers"),
        *questions_differ(old, new, default_priority),
        *targets_differ(old, new),
        *lists_differ(old.capabilities, new.capabilities, "capabilities"),
        *lists_differ(old.gives_way_to, new.gives_way_to, "gives_way_to"),
        *checklists_differ(old, new),
        *ladders_differ(old, new),
        *said_differs(old.advice, new.advice, "advice", part_labels()["advice"]),
        *plain_differs(old, new),
    ]


def becomes(before: str, after: str) -> str:
    """ "P2 menjadi P1"."""
    return _("%(before)s menjadi %(after)s") % {"before": before, "after": after}


def words_differ(old: Content, new: Content) -> Iterator[Difference]:
    """Phrases by their strength; one that only grew stronger or weaker is a change."""
    before = {phrase: name for name in STRENGTHS for phrase in getattr(old.words, name)}
    after = {phrase: name for name in STRENGTHS for phrase in getattr(new.words, name)}
    labels, title = strength_labels(), part_labels()["words"]
    for phrase in dict.fromkeys((*before, *after)):
        was, is_now = before.get(phrase), after.get(phrase)
        said = f"“{phrase}”"
        if was is None and is_now:
            means = _("laporan yang memuatnya lebih condong ke jenis ini")
            yield Difference("added", "words", title, f"{said} ({labels[is_now]})", means)
        elif is_now is None and was:
            means = _("laporan yang memuatnya tidak lagi condong ke jenis ini karenanya")
            yield Difference("removed", "words", title, f"{said} ({labels[was]})", means)
        elif was != is_now and was and is_now:
            yield Difference("changed", "words", title, f"{said}: {becomes(labels[was], labels[is_now])}")


def criteria_differ(
    old: Sequence[Raise] | Sequence[Lower], new: Sequence[Raise] | Sequence[Lower], node: str
) -> Iterator[Difference]:
    """Criteria by their ids."""
    before, after = {rule.id: rule for rule in old}, {rule.id: rule for rule in new}
    title = part_labels()[node]
    for name in dict.fromkeys((*before, *after)):
        was, is_now = before.get(name), after.get(name)
        if was is None and is_now:
            yield Difference("added", node, title, criterion(is_now), _("mulai berpengaruh pada prioritas"))
        elif is_now is None and was:
            yield Difference("removed", node, title, criterion(was), _("tidak lagi berpengaruh pada prioritas"))
        elif was and is_now and was != is_now:
            means = f"{words_of(is_now.says)}: {becomes(was.priority, is_now.priority)}"
            text = criterion_change(was, is_now) or words_of(is_now.says)
            yield Difference("changed", node, title, text, means if was.priority != is_now.priority else "")


def criterion(rule: Raise | Lower) -> str:
    """A criterion with its priority."""
    return f"“{words_of(rule.says)}” → {rule.priority}"


def criterion_change(was: Raise | Lower, is_now: Raise | Lower) -> str:
    """What of a criterion changed, in words."""
    found = []
    if was.says != is_now.says:
        found.append(becomes(f"“{words_of(was.says)}”", f"“{words_of(is_now.says)}”"))
    if was.priority != is_now.priority:
        found.append(f"“{words_of(is_now.says)}”: {becomes(was.priority, is_now.priority)}")
    words = set(getattr(was, "words", ())), set(getattr(is_now, "words", ()))
    found += (
        [_("kata baru: %(words)s") % {"words": ", ".join(sorted(words[1] - words[0]))}] if words[1] - words[0] else []
    )
    found += (
        [_("kata hilang: %(words)s") % {"words": ", ".join(sorted(words[0] - words[1]))}] if words[0] - words[1] else []
    )
    victims = getattr(was, "victims_at_least", None), getattr(is_now, "victims_at_least", None)
    if victims[0] != victims[1]:
        found.append(
            _("jumlah korban: %(change)s") % {"change": becomes(str(victims[0] or "-"), str(victims[1] or "-"))}
        )
    return "; ".join(found)


def questions_differ(old: Content, new: Content, default_priority: str) -> Iterator[Difference]:
    """Questions by their ids."""
    before, after = ({question.id: question for question in one.questions} for one in (old, new))
    for question_id in before:
        if question_id not in after:
            yield of_question("removed", before[question_id], _("tidak ditanyakan lagi"))
    moved = moved_ids(list(before), list(after))
    for question_id, question in after.items():
        if question_id not in before:
            yield of_question("added", question, asked_means(question))
            continue
        if question_id in moved:
            place = list(after).index(question_id) + 1
            yield of_question("moved", question, _("kini pertanyaan ke-%(place)s") % {"place": place})
        yield from question_differs(before[question_id], question, old, new, default_priority)


def of_question(kind: Kind, question: Question, text: str, means: str = "") -> Difference:
    """A difference at a question."""
    return Difference(kind, f"questions.{question.id}", f"“{words_of(question.ask)}”", text, means)


def asked_means(question: Question) -> str:
    """What a new question can do."""
    effects = [f"{answer_label(answer)} → {answer.priority}" for answer in question.answers if answer.priority]
    return _("ditanyakan mulai versi ini") + (f" ({', '.join(effects)})" if effects else "")


def moved_ids(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Which of those that both have stand in another order."""
    shared = [name for name in before if name in after], [name for name in after if name in before]
    kept: set[str] = set()
    for block in SequenceMatcher(None, shared[0], shared[1], autojunk=False).get_matching_blocks():
        kept |= set(shared[0][block.a : block.a + block.size])
    return set(shared[0]) - kept


def question_differs(
    was: Question, is_now: Question, old: Content, new: Content, default_priority: str
) -> Iterator[Difference]:
    """One question that both have."""
    for language in ("id", "en"):
        before, after = getattr(was.ask, language), getattr(is_now.ask, language)
        if before != after:
            yield of_question("changed", is_now, _("kalimat (%(language)s): %(change)s") % {
                "language": language, "change": becomes(f"“{before}”", f"“{after}”")})  # fmt: skip
    if was.kind != is_now.kind:
        kinds = {"yes_no_unknown": _("ya/tidak"), "choice": _("pilihan"), "number": _("angka"), "text": _("teks bebas")}
        yield of_question("changed", is_now, _("jenis jawaban: %(change)s") % {
            "change": becomes(kinds[was.kind], kinds[is_now.kind])})  # fmt: skip
    before, after = ({answer.value: answer for answer in one.answers} for one in (was, is_now))
    for value, answer in before.items():
        if value not in after:
            yield of_question("removed", is_now, _("jawaban “%(answer)s”") % {"answer": answer_label(answer)})
    for value, answer in after.items():
        if value not in before:
            yield of_question("added", is_now, _("jawaban “%(answer)s”") % {"answer": answer_label(answer)},
                              effect(answer, default_priority))  # fmt: skip
        else:
            yield from answer_differs(is_now, before[value], answer, (old, new), default_priority)


def effect(answer: Answer, default_priority: str) -> str:
    """What an answer does to the priority."""
    return answer.priority or _("tetap prioritas jenis (%(priority)s)") % {"priority": default_priority}


def answer_differs(
    question: Question, was: Answer, is_now: Answer, contents: tuple[Content, Content], default_priority: str
) -> Iterator[Difference]:
    """One answer that both have; what it does to the priority is what it means."""
    said = _("jawaban “%(answer)s”") % {"answer": answer_label(is_now)}
    means = f"{words_of(question.ask)} — {answer_label(is_now)}"
    if was.priority != is_now.priority:
        change = becomes(effect(was, default_priority), effect(is_now, default_priority))
        yield of_question("changed", question, f"{said}: {change}", f"{means}: {change}")
    if was.type != is_now.type:
        change = becomes(was.type or _("jenis tetap"), is_now.type or _("jenis tetap"))
        yield of_question("changed", question, f"{said}: {change}", f"{means}: {change}")
    if was.next != is_now.next:
        change = becomes(question_label(contents[0], was.next), question_label(contents[1], is_now.next))
        yield of_question("changed", question, _("sesudah %(answer)s ditanyakan: %(change)s") % {
            "answer": said, "change": change})  # fmt: skip
    if was.label != is_now.label:
        change = becomes(f"“{answer_label(was)}”", f"“{answer_label(is_now)}”")
        yield of_question("changed", question, _("tulisan jawaban: %(change)s") % {"change": change})
    if was.at_least != is_now.at_least:
        change = becomes(str(was.at_least), str(is_now.at_least))
        yield of_question("changed", question, f"{said}, {_('batas bawah')}: {change}")


def targets_differ(old: Content, new: Content) -> Iterator[Difference]:
    """Time limits by priority."""
    for priority in PRIORITIES:
        was, is_now = old.targets.get(priority), new.targets.get(priority)
        for name, label in target_labels().items():
            before, after = getattr(was, name, None), getattr(is_now, name, None)
            if before != after:
                change = becomes(duration(before), duration(after))
                yield Difference(
                    "changed", "targets", f"{part_labels()['targets']} {priority}", f"{label}: {change}",
                    tighter(before, after),
                )  # fmt: skip


def tighter(before: int | None, after: int | None) -> str:
    """What a new limit asks of those who must keep it."""
    if before is None:
        return _("mulai ada batas")
    if after is None:
        return _("tidak ada batas lagi")
    return _("lebih ketat") if after < before else _("lebih longgar")


def lists_differ(old: Sequence[str], new: Sequence[str], node: str) -> Iterator[Difference]:
    """Codes that came and went."""
    title = part_labels()[node]
    for code in new:
        if code not in old:
            yield Difference("added", node, title, code)
    for code in old:
        if code not in new:
            yield Difference("removed", node, title, code)


def checklists_differ(old: Content, new: Content) -> Iterator[Difference]:
    """Lines by role; a line is known by its words."""
    for role in dict.fromkeys((*old.checklist, *new.checklist)):
        title = f"{part_labels()['checklist']}: {role}"
        was, is_now = old.checklist.get(role, ()), new.checklist.get(role, ())
        for line in is_now:
            if line not in was:
                yield Difference("added", f"checklist.{role}", title, words_of(line))
        for line in was:
            if line not in is_now:
                yield Difference("removed", f"checklist.{role}", title, words_of(line))
        moved = moved_ids([line.id for line in was], [line.id for line in is_now])
        for line in is_now:
            if line.id in moved and line in was:
                yield Difference("moved", f"checklist.{role}", title, words_of(line))


def ladders_differ(old: Content, new: Content) -> Iterator[Difference]:
    """Rungs by their place."""
    title = part_labels()["ladder"]
    for at in range(max(len(old.ladder), len(new.ladder))):
        was = rung_text(old, at)
        is_now = rung_text(new, at)
        place = _("langkah %(place)s") % {"place": at + 1}
        if not was:
            yield Difference("added", "ladder", title, f"{place}: {is_now}")
        elif not is_now:
            yield Difference("removed", "ladder", title, f"{place}: {was}")
        elif was != is_now:
            yield Difference("changed", "ladder", title, f"{place}: {becomes(was, is_now)}")


def rung_text(content: Content, at: int) -> str:
    """A rung in words; empty where there is none."""
    if at >= len(content.ladder):
        return ""
    rung = content.ladder[at]
    times = ", ".join(f"{priority} {duration(seconds)}" for priority, seconds in sorted(rung.after_s.items()))
    return f"{rung_labels()[rung.to]} ({times})" + (f", {_('pengganti dipanggil')}" if rung.substitute else "")


def said_differs(was: Said | None, is_now: Said | None, node: str, title: str) -> Iterator[Difference]:
    """A text in both languages."""
    if was == is_now:
        return
    if was is None or is_now is None:
        yield Difference("added" if was is None else "removed", node, title, words_of(is_now or was))
        return
    for language in ("id", "en"):
        before, after = getattr(was, language), getattr(is_now, language)
        if before != after:
            yield Difference("changed", node, f"{title} ({language})", becomes(f"“{before}”", f"“{after}”"))


def plain_differs(old: Content, new: Content) -> Iterator[Difference]:
    """What is one value."""
    for node in ("targets_basis", "victims_suggest"):
        before, after = (value_text(getattr(one, node)) for one in (old, new))
        if before != after:
            yield Difference("changed", node, part_labels()[node], becomes(before, after))


def value_text(value: Any) -> str:
    """A value in a sentence."""
    return "-" if value is None else str(value)
