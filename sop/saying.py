"""A procedure in words of the reader's language: what its parts are called, how long a limit is, where a path leads."""

import re
from collections.abc import Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation.people.words import ROLES
from sop.content import END, Answer, Content, Question, Said


def words_of(text: Said | None) -> str:
    """One text in the reader's language; what is not translated yet is shown in the other."""
    if text is None:
        return ""
    first, second = (text.en, text.id) if (get_language() or "id").startswith("en") else (text.id, text.en)
    return first or second


def duration(seconds: int | None) -> str:
    """`90` as "1 menit 30 detik"; nothing as "tanpa batas"."""
    if seconds is None:
        return _("tanpa batas")
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = [
        ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours} if hours else "",
        ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes} if minutes else "",
        ngettext("%(n)s detik", "%(n)s detik", left) % {"n": left} if left or not seconds else "",
    ]
    return " ".join(part for part in parts if part)


def answer_label(answer: Answer) -> str:
    """What a person picks."""
    said = words_of(answer.label)
    return said or plain_answers().get(answer.value, answer.value)


def plain_answers() -> Mapping[str, str]:
    """The answers that need no label."""
    return {"yes": _("Ya"), "no": _("Tidak"), "unknown": _("Tidak tahu"), "given": _("Terjawab")}


def question_label(content: Content, question_id: str) -> str:
    """A question by its id, as it is asked; the end of the questions has a name too."""
    if question_id == END:
        return _("selesai")
    question = content.question(question_id)
    return f"“{words_of(question.ask) or question_id}”" if question else question_id


def strength_labels() -> Mapping[str, str]:
    """How much a phrase says."""
    return {"strong": _("kata kuat"), "usual": _("kata biasa"), "weak": _("kata lemah")}


def target_labels() -> Mapping[str, str]:
    """What must be done by the limit."""
    return {"acknowledge_s": _("diterima"), "dispatch_s": _("berangkat"), "on_scene_s": _("tiba")}


def rung_labels() -> Mapping[str, str]:
    """Whom a step of the ladder reaches."""
    return {rung: ROLES[rung]() for rung in ("desk", "supervisor", "coordinator")}


def part_labels() -> Mapping[str, str]:
    """The parts of a procedure."""
    return {
        "words": _("Kata dan frasa"),
        "raises": _("Yang menaikkan prioritas"),
        "lowers": _("Yang menurunkan prioritas"),
        "gives_way_to": _("Mengalah kepada jenis"),
        "victims_suggest": _("Jumlah korban yang menunjuk jenis ini"),
        "questions": _("Pertanyaan"),
        "targets": _("Batas waktu"),
        "targets_basis": _("Dasar batas waktu"),
        "capabilities": _("Kemampuan unit"),
        "checklist": _("Daftar periksa"),
        "ladder": _("Tangga eskalasi"),
        "advice": _("Anjuran bagi penelepon"),
        "schema": _("Bentuk berkas"),
    }


STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def steps_of(path: str) -> list[str]:
    """`questions[2].answers[0]` as its steps."""
    return [name or index for name, index in STEP.findall(path)]


def node_of(content: Content, path: str) -> str:
    """The part of the editor in which a path stands: `questions.<id>` for a question, else the field."""
    steps = steps_of(path)
    if len(steps) > 1 and steps[0] == "questions" and steps[1].isdigit() and int(steps[1]) < len(content.questions):
        return f"questions.{content.questions[int(steps[1])].id}"
    return steps[0] if steps else ""


def where(content: Content, path: str) -> str:
    """A path as a person would say it: the question's own words, the answer, the priority."""
    steps = steps_of(path)
    if not steps:
        return ""
    if steps[0] == "questions" and len(steps) > 1 and int(steps[1]) < len(content.questions):
        return where_in_question(content.questions[int(steps[1])], steps[2:])
    said = [part_labels().get(steps[0], steps[0])]
    for step in steps[1:]:
        if step in ("after_s",):
            continue
        said.append(where_word(step))
    return ", ".join(said)


def where_word(step: str) -> str:
    """One step of a path; a number counts from one."""
    known = {**strength_labels(), **target_labels(), **texts()}
    return known.get(step) or (str(int(step) + 1) if step.isdigit() else step)


def where_in_question(question: Question, steps: list[str]) -> str:
    """A place inside a question."""
    said = [_("Pertanyaan “%(ask)s”") % {"ask": words_of(question.ask) or question.id}]
    if len(steps) > 1 and steps[0] == "answers" and int(steps[1]) < len(question.answers):
        said.append(_("jawaban “%(answer)s”") % {"answer": answer_label(question.answers[int(steps[1])])})
        steps = steps[2:]
    said += [texts()[step] for step in steps if step in texts()]
    return ", ".join(said)


def texts() -> Mapping[str, str]:
    """The texts of a part by their languages, and what else a path may name."""
    return {
        "id": _("teks Indonesia"),
        "en": _("teks Inggris"),
        "label": _("tulisan jawaban"),
        "priority": _("prioritas"),
        "next": _("pertanyaan berikutnya"),
        "at_least": _("batas bawah"),
        "words": _("kata"),
        "says": _("kriteria"),
        "ask": _("kalimat"),
    }
