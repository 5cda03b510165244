import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Assignment, Why } from "../core/types";
import { roleWord } from "../core/words";
import { PscElement } from "./element";

/** Decree, article, the rule that made it win, and who else was considered: asked for only when somebody opens it. */
export class PscWhy extends PscElement {
  declare assignment: Assignment;
  declare answer: Why | null;
  declare failed: boolean;
  static override properties = {
    ...PscElement.properties,
    assignment: { attribute: false },
    answer: { state: true },
    failed: { state: true },
  };

  constructor() {
    super();
    this.answer = null;
    this.failed = false;
  }

  private async open(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    this.failed = false;
    // Asked anew each time: a change of type gives the same part another article.
    const answer = (await this.desk.ask("get", `assignments/${this.assignment.id}/why`)) as Why | null;
    this.answer = answer ?? this.answer;
    this.failed = answer === null;
  }

  protected override render(): TemplateResult {
    return html`
      <details class="why-whole" @toggle=${(event: Event) => void this.open(event)}>
        <summary>${gettext("Dasar selengkapnya")}</summary>
        ${this.failed ? this.refusal() : nothing} ${this.answer ? this.whole(this.answer) : this.waiting()}
      </details>
    `;
  }

  private waiting(): TemplateResult | typeof nothing {
    if (this.failed) return nothing;
    return html`
      <p class="muted">${gettext("Memuat…")}</p>
    `;
  }

  private refusal(): TemplateResult {
    return html`
      <p class="problem" role="alert">${gettext("Tidak dapat dimuat sekarang. Tutup lalu buka lagi.")}</p>
    `;
  }

  private whole(answer: Why): TemplateResult {
    return html`
      ${
        answer.decree
          ? html`
              <p>
                <a href=${`/decrees/${answer.decree.id}`} target="_blank" rel="noopener">${answer.decree.citation}</a>
                · ${answer.decree.title}
              </p>
            `
          : nothing
      }
      ${
        answer.article.text
          ? html`
              <blockquote>${answer.article.number}: ${answer.article.text}</blockquote>
            `
          : nothing
      }
      ${
        answer.obligation
          ? html`
              <p class="duty">${answer.obligation}</p>
            `
          : nothing
      }
      <ul class="rules">
        ${answer.rules.map(
          (rule) => html`
            <li>${rule}</li>
          `,
        )}
      </ul>
      ${answer.considered.length ? this.considered(answer) : nothing}
    `;
  }

  private considered(answer: Why): TemplateResult {
    return html`
      <h4>${gettext("Siapa lagi yang dipertimbangkan")}</h4>
      <ul class="considered">
        ${answer.considered.map(
          (one) => html`
            <li data-agency=${one.agency.code} class=${one.taken ? "" : "muted"}>
              <b>${one.agency.name}</b>
              · ${roleWord(one.role)} · ${one.article}: ${one.text}
            </li>
          `,
        )}
      </ul>
    `;
  }
}
