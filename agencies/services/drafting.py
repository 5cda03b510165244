"""Writing a decree down, as long as it is a draft."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import CharField, F
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from agencies.entries import DecreeDrafted, DecreeScanned, DecreeWithdrawn, DecreeWritten
from agencies.models import Article, Decree, Mandate, Replacement, Scan
from agencies.models.scans import digest_of
from agencies.sanctions import Sanction, faults_of, rows_of, sanctions_of
from agencies.services.papers import lock_decree, lock_draft, require_admin, sign_edition
from agencies.terms import circle_of
from foundation.journal import Actor, change
from foundation.lib.errors import Invalid, Missing, WrongMove
from foundation.lib.ids import new_id

LARGEST_SCAN = 10 * 1024 * 1024
PDF = b"%PDF-"


@dataclass(frozen=True)
class Clause:
    """An article as it is written; `id` of one that is there already, so that its mandates follow it."""

    number: str
    text: str
    text_en: str = ""
    id: UUID | None = None


@dataclass(frozen=True)
class Paper:
    """Everything a decree says but its matrix."""

    kind: str
    number: str
    year: int
    issuer: str
    title_id: str
    title_en: str = ""
    signed_on: date | None = None
    expires_at: datetime | None = None
    considerations: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    articles: tuple[Clause, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    replaces: tuple[UUID, ...] = field(default=())


PLAIN = ("kind", "number", "year", "issuer", "title_id", "title_en", "signed_on", "expires_at")


def draft_decree(*, paper: Paper, actor: Actor, copy_of: UUID | None = None, now: datetime | None = None) -> Decree:
    """A new draft, empty or with the considerations, articles, sanctions and matrix of an older decree.

    Raises:
        Denied, Missing: not an administrator; no such decree to copy.
        Invalid: a decree of that kind, number and year is there already, or the paper makes no sense.
    """
    require_admin(actor)
    with change(actor, now) as running:
        source = Decree.objects.filter(id=copy_of).first() if copy_of else None
        if copy_of and source is None:
            raise Missing(_("Keputusan tidak ditemukan."))
        decree = Decree(id=new_id(), edition=0)
        sign_edition(running, decree)
        _write_plain(decree, paper)
        if source is not None:
            decree.considerations, decree.legal_bases = source.considerations, source.legal_bases
            decree.sanctions = source.sanctions
        decree.save(force_insert=True)
        if source is None:
            _write_articles(decree, paper.articles)
        else:
            _copy_matrix(source, decree)
        _write_replacements(decree, paper.replaces)
        running.append(
            DecreeDrafted(
                decree=decree.id,
                citation=decree.citation,
                articles=decree.articles.count(),
                mandates=decree.mandates.count(),
            )
        )
        return decree


def write_decree(*, decree_id: UUID, edition: int, paper: Paper, actor: Actor, now: datetime | None = None) -> Decree:
    """Change what the draft says. What it says already writes nothing.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such draft; somebody changed it meanwhile.
        Invalid: an article that the matrix needs is gone, decrees replace each other in a circle, and the like.
    """
    require_admin(actor)
    with change(actor, now) as running:
        decree = lock_draft(decree_id, edition)
        before = paper_of(decree)
        if before == paper:
            return decree
        _write_plain(decree, paper)
        sign_edition(running, decree)
        decree.save()
        _write_articles(decree, paper.articles)
        _write_replacements(decree, paper.replaces)
        parts = tuple(name for name in Paper.__dataclass_fields__ if getattr(before, name) != getattr(paper, name))
        running.append(DecreeWritten(decree=decree.id, citation=decree.citation, edition=decree.edition, parts=parts))
        return decree


def paper_of(decree: Decree) -> Paper:
    """The decree as `write_decree` takes it."""
    return Paper(
        **{name: getattr(decree, name) for name in PLAIN},
        considerations=tuple(decree.considerations),
        legal_bases=tuple(decree.legal_bases),
        articles=tuple(
            Clause(article.number, article.text, article.text_en, article.id) for article in decree.articles.all()
        ),
        sanctions=sanctions_of(decree.sanctions),
        replaces=tuple(decree.endings.order_by("id").values_list("target_id", flat=True)),
    )


def withdraw_decree(*, decree_id: UUID, actor: Actor, now: datetime | None = None) -> None:
    """Throw a draft away; the record keeps that it was there.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such decree; no draft, or one that another draft names.
    """
    require_admin(actor)
    with change(actor, now) as running:
        decree = lock_draft(decree_id)
        naming = decree.ended_by.select_related("decree").first()
        if naming is not None:
            raise WrongMove(
                _("%(citation)s masih disebut oleh %(other)s.")
                % {"citation": decree.citation, "other": naming.decree.citation},
                allowed=[],
            )
        running.append(DecreeWithdrawn(decree=decree.id, citation=decree.citation))
        decree.mandates.all().delete()
        decree.articles.all().delete()
        decree.delete()


def attach_scan(*, decree_id: UUID, name: str, content: bytes, actor: Actor, now: datetime | None = None) -> Scan:
    """Add the signed paper (PDF). A draft's may be replaced; once in force it may be added late, but only once.

    Raises:
        Denied, Missing: not an administrator; no such decree.
        Invalid: no PDF, or too large.
        WrongMove: the decree has its paper and is no draft any more.
    """
    require_admin(actor)
    if not content.startswith(PDF) or len(content) > LARGEST_SCAN:
        said = _("Lampirkan berkas PDF, paling besar %(megabytes)s MB.") % {"megabytes": LARGEST_SCAN // 1024**2}
        raise Invalid(said, fields={"scan": [said]})
    with change(actor, now) as running:
        decree = lock_decree(decree_id)
        known = Scan.objects.filter(decree=decree).first()
        digest = digest_of(content)
        if known is not None and known.fits and known.digest == digest:
            return known
        if known is not None and not decree.is_draft:
            raise WrongMove(_("Naskah keputusan ini sudah ada dan tidak dapat diganti."), code="frozen", allowed=[])
        wanted = {
            "name": name[:200],
            "size": len(content),
            "digest": digest,
            "content": content,
            "added_at": running.now,
        }
        scan, _created = Scan.objects.update_or_create(decree=decree, defaults=wanted)
        running.append(DecreeScanned(decree=decree.id, citation=decree.citation, digest=scan.digest, size=scan.size))
        return scan


def _write_plain(decree: Decree, paper: Paper) -> None:
    """Set, not yet saved."""
    problems = dict(_problems_of_paper(decree, paper))
    if problems:
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=problems)
    for name in PLAIN:
        setattr(decree, name, getattr(paper, name))
    decree.title_en = paper.title_en or paper.title_id
    decree.considerations, decree.legal_bases = list(paper.considerations), list(paper.legal_bases)
    decree.sanctions = rows_of(paper.sanctions)


def _problems_of_paper(decree: Decree, paper: Paper) -> Iterable[tuple[str, list[str]]]:
    for name in ("number", "issuer", "title_id"):
        if not getattr(paper, name).strip():
            yield name, [_("Wajib diisi.")]
    if paper.kind not in Decree.Kind.values:
        yield "kind", [_("Jenis keputusan tidak dikenal.")]
    if not 1945 <= paper.year <= 2200:
        yield "year", [_("Tahun ini tidak mungkin.")]
    same = Decree.objects.filter(kind=paper.kind, issuer=paper.issuer, number=paper.number, year=paper.year)
    if same.exclude(id=decree.id).exists():
        yield "number", [_("Keputusan dengan nomor dan tahun ini sudah ada.")]
    doubles = [number for number, count in Counter(clause.number for clause in paper.articles).items() if count > 1]
    if doubles:
        yield "articles", [_("Pasal %(number)s tertulis dua kali.") % {"number": number} for number in doubles]
    faults = list(faults_of(paper.sanctions, (" ".join(clause.number.split()) for clause in paper.articles)))
    if faults:
        yield "sanctions", faults


def _write_articles(decree: Decree, clauses: Iterable[Clause]) -> None:
    """The articles in their order; one that is there already keeps its mandates, one that they need stays."""
    known = {article.id: article for article in decree.articles.all()}
    wanted = [clause for clause in clauses if clause.number.strip()]
    gone = set(known) - {clause.id for clause in wanted}
    needed = Mandate.objects.filter(article__in=gone).values_list("article__number", flat=True).distinct()
    if needed:
        said = _("Pasal %(numbers)s masih menjadi dasar mandat; pindahkan mandatnya dulu.")
        problem = said % {"numbers": ", ".join(sorted(needed))}
        raise Invalid(problem, fields={"articles": [problem]})
    Article.objects.filter(id__in=gone).delete()
    # Numbers and places are unique: first out of each other's way, then each to its own.
    decree.articles.update(place=F("place") + 1000, number=Cast("id", CharField()))
    for place, clause in enumerate(wanted, start=1):
        article = known.get(clause.id) if clause.id else None
        article = article or Article(decree=decree)
        article.place, article.number = place, " ".join(clause.number.split())
        article.text, article.text_en = clause.text, clause.text_en
        article.save()


def _write_replacements(decree: Decree, targets: Iterable[UUID]) -> None:
    """The decrees that this one ends.

    Raises:
        Invalid: itself, one that does not exist, or a circle.
    """
    wanted = list(dict.fromkeys(targets))
    others = Replacement.objects.exclude(decree=decree).values_list("decree_id", "target_id")
    edges: dict[UUID, list[UUID]] = {decree.id: wanted}
    for naming, target in others:
        edges.setdefault(naming, []).append(target)
    if circle_of(edges):
        raise Invalid(
            _("Keputusan saling menggantikan secara melingkar."),
            fields={"replaces": [_("Keputusan saling menggantikan secara melingkar.")]},
        )
    if Decree.objects.filter(id__in=wanted).count() != len(wanted):
        raise Invalid(_("Keputusan tidak ditemukan."), fields={"replaces": [_("Keputusan tidak ditemukan.")]})
    Replacement.objects.filter(decree=decree).exclude(target__in=wanted).delete()
    have = set(decree.endings.values_list("target_id", flat=True))
    Replacement.objects.bulk_create(
        Replacement(decree=decree, target_id=target) for target in wanted if target not in have
    )


def _copy_matrix(source: Decree, decree: Decree) -> None:
    """Articles and cells of the older decree, as they stand there; retired agencies stay behind."""
    articles: Mapping[UUID, Article] = {
        article.id: Article(
            decree=decree, number=article.number, place=article.place, text=article.text, text_en=article.text_en
        )
        for article in source.articles.all()
    }
    Article.objects.bulk_create(articles.values())
    mandates = source.mandates.filter(agency__active=True).select_related("substitute")
    Mandate.objects.bulk_create(
        Mandate(
            decree=decree,
            article=articles[mandate.article_id],
            agency_id=mandate.agency_id,
            type_code=mandate.type_code,
            area_id=mandate.area_id,
            role=mandate.role,
            obligation=mandate.obligation,
            obligation_en=mandate.obligation_en,
            substitute=mandate.substitute if mandate.substitute and mandate.substitute.active else None,
        )
        for mandate in mandates
    )
