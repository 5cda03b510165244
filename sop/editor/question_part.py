"""A question as a form: how it is asked, how it is answered, and what each answer leads to."""

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from sop.content import UNKNOWN, Said
from sop.editor.fields import Field, Flat, Group, Reader, flat_said, said_fields
from sop.editor.parts import Choices, PartForm
from sop.saying import plain_answers, words_of

FIXED = {"yes_no_unknown": ("yes", "no", UNKNOWN), "text": ("given", UNKNOWN)}
LABELLED = ("choice", "number")
NOT_KNOWN = {"id": "Tidak tahu", "en": "Not known"}


def fill(question: Any) -> dict[str, str]:
    """The question and its answers, each in its row; one empty row where answers may be added."""
    answers = (question or {}).get("answers", [])
    kind = (question or {}).get("kind", "yes_no_unknown")
    flat = {
        "kind": kind,
        "rows": str(len(answers) + (kind in LABELLED)),
        **flat_said("ask", (question or {}).get("ask")),
    }
    for at, answer in enumerate(answers):
        flat |= flat_said(f"label-{at}", answer.get("label"))
        flat |= {f"{name}-{at}": str(answer.get(name) or "") for name in ("value", "priority", "type", "next")}
        flat[f"at_least-{at}"] = "" if answer.get("at_least") is None else str(answer["at_least"])
    return flat


def groups(flat: Flat, choices: Choices) -> list[Group]:
    """The wording, then each answer."""
    kinds = [
        ("yes_no_unknown", _("Ya / tidak / tidak tahu")), ("choice", _("Pilihan")), ("number", _("Angka")),
        ("text", _("Teks bebas")),
    ]  # fmt: skip
    head = Group(
        "",
        [
            *said_fields("ask", _("Kalimat"), flat, "area"),
            Field("kind", _("Jenis jawaban"), "select", flat.get("kind", ""), kinds),
        ],
    )
    return [head, *(answer_group(at, flat, choices) for at in Reader(flat).rows("rows"))]


def answer_group(at: int, flat: Flat, choices: Choices) -> Group:
    """One answer: its words, what it does to the priority, where it leads."""
    kind, value = flat.get("kind", ""), flat.get(f"value-{at}", "")
    fields = [Field(f"value-{at}", "", "hidden", value)]
    if kind in LABELLED:
        fields += said_fields(f"label-{at}", _("Kalimat"), flat)
    if kind == "number" and value != UNKNOWN:
        fields.append(Field(f"at_least-{at}", _("Mulai dari"), "number", flat.get(f"at_least-{at}", "")))
    fields += [
        Field(f"priority-{at}", _("Prioritas menjadi"), "select", flat.get(f"priority-{at}", ""), choices.priorities),
        Field(f"next-{at}", _("Lalu tanyakan"), "select", flat.get(f"next-{at}", ""), choices.questions),
        Field(f"type-{at}", _("Pindah ke jenis"), "select", flat.get(f"type-{at}", ""), choices.any_type),
    ]
    if kind in LABELLED and value and value != UNKNOWN:
        fields.append(Field(f"drop-{at}", _("Hapus jawaban ini"), "check", flat.get(f"drop-{at}", "")))
    label = Said(flat.get(f"label-{at}_id", ""), flat.get(f"label-{at}_en", ""))
    known = plain_answers().get(value) or words_of(label)
    return Group(_("Jawaban: %(answer)s") % {"answer": known} if known else _("Jawaban baru"), fields)


def read(reader: Reader) -> dict[str, Any]:
    """The question without its id; its answers fit its kind, whatever kind it was before."""
    kind = reader.text("kind") or "yes_no_unknown"
    rows = [answer for at in reader.rows("rows") if (answer := read_answer(reader, at, kind)) is not None]
    return {"kind": kind, "ask": reader.said("ask"), "answers": fit(kind, rows)}


def read_answer(reader: Reader, at: int, kind: str) -> dict[str, Any] | None:
    """One row; None for one that is dropped or says nothing."""
    label, value = reader.said(f"label-{at}"), reader.text(f"value-{at}")
    if reader.ticked(f"drop-{at}") or not (value or any(label.values())):
        return None
    answer: dict[str, Any] = {
        "value": value or slug(label["en"] or label["id"]),
        "next": reader.text(f"next-{at}") or "end",
    }
    if kind in LABELLED and any(label.values()):
        answer["label"] = label
    for name in ("priority", "type"):
        if reader.text(f"{name}-{at}"):
            answer[name] = reader.text(f"{name}-{at}")
    if kind == "number" and value != UNKNOWN:
        answer["at_least"] = reader.number(f"at_least-{at}")
    return {name: item for name, item in answer.items() if item is not None}


def fit(kind: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers that this kind has: those there were keep what they do."""
    default = rows[0]["next"] if rows else "end"
    by_value = {row["value"]: row for row in rows}
    if kind in FIXED:
        fixed = [by_value.get(value, {"value": value, "next": default}) for value in FIXED[kind]]
        return [{name: item for name, item in row.items() if name not in ("label", "at_least")} for row in fixed]
    chosen: list[dict[str, Any]] = []
    for row in rows:
        if row["value"] != UNKNOWN and row.get("label") and not (kind == "number" and "at_least" not in row):
            chosen.append({**row, "value": unique(row["value"], {one["value"] for one in chosen})})
    unknown = {"label": NOT_KNOWN, "value": UNKNOWN, "next": default, **by_value.get(UNKNOWN, {})}
    return [*chosen, {name: item for name, item in unknown.items() if name != "at_least"}]


def slug(text: str) -> str:
    """A short code from a label: small letters and underscores."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30] or "answer"


def unique(value: str, taken: set[str]) -> str:
    """The code, numbered when another answer has it."""
    return next(name for name in (value, *(f"{value}_{n}" for n in range(2, 99))) if name not in taken | {UNKNOWN})


QUESTION = PartForm(fill, groups, read)
