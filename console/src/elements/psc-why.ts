import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Assignment, Why } from "../core/types";
import { roleWord } from "../core/words-work";
import { AskingFold } from "./asking-fold";

/** Decree, article, the rule that made it win, and who else was considered. */
export class PscWhy extends AskingFold<Why> {
  declare assignment: Assignment;
  static override properties = { ...AskingFold.properties, assignment: { attribute: false } };

  protected override path(): string {
    return `assignments/${this.assignment.id}/why`;
  }

  protected override summary(): string {
    return gettext("Dasar selengkapnya");
  }

  protected override whole(answer: Why): TemplateResult {
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
