import { html, nothing, type TemplateResult } from "lit";
import { answerKeys, answerOf, type Interview, openQuestions, type Question, saidIn } from "../core/interview";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/** The next question of the version in force, answered by one key; nothing waits for it. */
export class PscInterview extends PscElement {
  /** Whose interview: the call's, a report's or an incident's. */
  declare where: string;
  declare interview: Interview | null;
  declare answer: (question: string, value: string | null) => void;
  static override properties = {
    ...PscElement.properties,
    where: { attribute: false },
    interview: { attribute: false },
    answer: { attribute: false },
  };

  protected override render(): TemplateResult {
    const { interview } = this;
    const question = interview ? openQuestions(interview)[0] : undefined;
    return html`
      <div
        class="interview"
        id="${this.where}-interview"
        role="group"
        tabindex="0"
        aria-label=${gettext("Pertanyaan SOP")}
        data-question=${question?.id ?? ""}
        @keydown=${this.key}
      >
        ${interview ? this.conversation(interview, question) : this.notYet()}
      </div>
    `;
  }

  /** The place for the questions is there before they are: a hand that is quicker than the line waits in it. */
  private notYet(): TemplateResult {
    return html`
      <p class="small muted">${gettext("Pertanyaan SOP muncul di sini.")}</p>
    `;
  }

  private conversation(interview: Interview, question: Question | undefined): TemplateResult {
    return html`
      <p class="small muted">${progress(interview)}</p>
      ${question ? this.question(question) : this.ended(interview)} ${this.answered(interview)}
      ${this.advice(interview)}
    `;
  }

  private question(question: Question): TemplateResult {
    const { language } = this.desk.config.user;
    return html`
      <p class="asked" aria-live="polite">
        <b>${saidIn(question.ask, language)}</b>
        ${
          question.raises_to
            ? html`
                <span class="tag">${gettext("bisa menjadi %(p)s", { p: question.raises_to })}</span>
              `
            : nothing
        }
      </p>
      <div class="buttons">
        ${answerKeys(question, language).map(
          ({ key, value, word }) => html`
            <button type="button" tabindex="-1" data-answer=${value} @click=${() => this.answer(question.id, value)}>
              <kbd>${key}</kbd>
              ${word}
            </button>
          `,
        )}
        ${question.kind === "text" ? this.textAnswer(question) : nothing}
      </div>
    `;
  }

  private textAnswer(question: Question): TemplateResult {
    return html`
      <form
        class="inline"
        @submit=${(event: Event) => {
          event.preventDefault();
          const said = new FormData(event.target as HTMLFormElement).get("said");
          if (typeof said === "string" && said.trim() !== "") this.answer(question.id, said.trim());
        }}
      >
        <input name="said" maxlength="1000" autocomplete="off" aria-label=${gettext("Jawaban")} />
        <button>${gettext("Jawab")}</button>
        <button type="button" @click=${() => this.answer(question.id, "unknown")}>${gettext("tidak tahu")}</button>
      </form>
    `;
  }

  private ended(interview: Interview): TemplateResult | typeof nothing {
    return interview.answered.length === 0
      ? nothing
      : html`
          <p class="muted">${gettext("Semua pertanyaan terjawab.")}</p>
        `;
  }

  private answered(interview: Interview): TemplateResult | typeof nothing {
    if (interview.answered.length === 0) return nothing;
    const { language } = this.desk.config.user;
    return html`
      <details>
        <summary>
          ${gettext("Jawaban (%(n)s), Backspace membatalkan yang terakhir", { n: interview.answered.length })}
        </summary>
        <ul class="lines">
          ${interview.answered.map(
            (one) => html`
              <li class="small">
                <span class="muted">${saidIn(one.ask, language)}</span>
                <span>
                  ${one.label ? saidIn(one.label, language) : one.value}
                  <button
                    type="button"
                    class="quiet"
                    aria-label=${gettext("Batalkan jawaban ini")}
                    @click=${() => this.answer(one.id, null)}
                  >
                    ✕
                  </button>
                </span>
              </li>
            `,
          )}
        </ul>
      </details>
    `;
  }

  /** What the caller may be told to do, once the medical director has signed it. */
  private advice(interview: Interview): TemplateResult | typeof nothing {
    if (!interview.advice) return nothing;
    return html`
      <p class="advice">
        <b>${gettext("Katakan kepada penelepon:")}</b>
        ${saidIn(interview.advice, this.desk.config.user.language)}
      </p>
    `;
  }

  private readonly key = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLInputElement;
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const question = this.interview ? openQuestions(this.interview)[0] : undefined;
    const value = question ? answerOf(question, event.key, this.desk.config.user.language) : null;
    const last = this.interview?.answered.at(-1);
    if (question && value !== null) this.answer(question.id, value);
    else if (event.key === "Backspace" && last) this.answer(last.id, null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function progress(interview: Interview): string {
  if (!interview.procedure) return gettext("Pertanyaan pembuka");
  const asked = interview.answered.length;
  const total = asked + openQuestions(interview).filter(({ reason }) => reason !== "apart").length;
  const n = Math.min(asked + 1, total);
  const where = gettext("SOP versi %(version)s · pertanyaan %(n)s dari %(total)s", {
    version: interview.procedure.version,
    n,
    total,
  });
  return interview.procedure.emergency ? `${where} · ${gettext("perubahan darurat")}` : where;
}
