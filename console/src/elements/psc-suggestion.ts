import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Suggestion } from "../core/types";
import { priorityLook, typeNameOf } from "../core/words";
import { options, priorityChip } from "./parts";
import { PscElement } from "./element";

const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];
/** Below this the suggestion is a guess that a person must look at twice. */
const UNSURE = 0.5;

/** What it seems to be and why; each runner-up is one letter away, the priority one arrow. */
export class PscSuggestion extends PscElement {
  /** Whose suggestion: the call's or a report's; both may stand on one page. */
  declare where: string;
  declare suggestion: Suggestion | null;
  /** What stands now: the suggestion, or what a person put in its place. */
  declare type: string;
  declare priority: string;
  declare overruled: boolean;
  declare choose: (type: string, priority?: string) => void;
  static override properties = {
    ...PscElement.properties,
    where: { attribute: false },
    suggestion: { attribute: false },
    type: { attribute: false },
    priority: { attribute: false },
    overruled: { attribute: false },
    choose: { attribute: false },
  };

  protected override render(): TemplateResult {
    return html`
      <div
        class="suggestion"
        id="${this.where}-suggestion"
        role="group"
        tabindex="0"
        aria-label=${gettext("Usulan jenis dan prioritas")}
        @keydown=${this.key}
      >
        <p>
          ${
            this.type === ""
              ? html`
                  <span class="muted">${gettext("Usulan muncul saat Anda mengetik.")}</span>
                `
              : html`
                  ▸
                  <b>${typeNameOf(this.desk.config, this.type)}</b>
                  ${priorityChip(this.priority)} ${this.sureness()}
                `
          }
        </p>
        ${this.evidence()} ${this.others()} ${this.byHand()}
      </div>
    `;
  }

  private sureness(): TemplateResult | typeof nothing {
    if (this.overruled) {
      return html`
        <span class="tag">${gettext("pilihan Anda")}</span>
      `;
    }
    const confidence = this.suggestion?.confidence ?? 0;
    const n = Math.round(confidence * 100);
    return html`
      <span class="small ${confidence < UNSURE ? "problem" : "muted"}">
        ${
          confidence < UNSURE
            ? gettext("keyakinan rendah (%(n)s %%), pastikan", { n })
            : gettext("keyakinan %(n)s %%", { n })
        }
      </span>
    `;
  }

  private evidence(): TemplateResult | typeof nothing {
    const words = [...new Set((this.suggestion?.evidence ?? []).map((each) => each.word))];
    if (words.length === 0) return nothing;
    return html`
      <p class="small muted">${gettext("Karena: %(words)s", { words: words.join(", ") })}</p>
    `;
  }

  /** The suggestion itself first, so that an overrule is taken back the way it was made. */
  private offers(): readonly { type: string; priority: string }[] {
    const { suggestion } = this;
    return suggestion ? [suggestion, ...suggestion.alternatives].filter(({ type }) => type !== this.type) : [];
  }

  private others(): TemplateResult | typeof nothing {
    const offers = this.offers();
    if (offers.length === 0) return nothing;
    return html`
      <div class="buttons" role="group" aria-label=${gettext("Kemungkinan lain")}>
        ${offers.map(
          ({ type, priority }, index) => html`
            <button type="button" tabindex="-1" data-type=${type} @click=${() => this.choose(type, priority)}>
              <kbd>${String.fromCharCode(65 + index)}</kbd>
              ${priority} ${typeNameOf(this.desk.config, type)}
            </button>
          `,
        )}
      </div>
    `;
  }

  private byHand(): TemplateResult {
    const priorities = PRIORITIES.map((code) => ({ code, name: `${code} ${priorityLook(code).word}` }));
    const types = [{ code: "", name: gettext("Jenis…") }, ...this.desk.config.types];
    return html`
      <details>
        <summary>${gettext("Jenis atau prioritas lain")}</summary>
        <div class="two">
          <select
            id="${this.where}-type"
            aria-label=${gettext("Jenis")}
            @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}
          >
            ${options(types, this.type)}
          </select>
          <select
            id="${this.where}-priority"
            aria-label=${gettext("Prioritas")}
            @change=${(event: Event) => this.choose(this.type, (event.target as HTMLSelectElement).value)}
          >
            ${options(priorities, this.priority)}
          </select>
        </div>
      </details>
    `;
  }

  private readonly key = (event: KeyboardEvent): void => {
    const chooses = event.target instanceof HTMLSelectElement;
    if (chooses || event.ctrlKey || event.altKey || event.metaKey) return;
    const offer = this.offers()[event.key.toUpperCase().charCodeAt(0) - 65];
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const priority = PRIORITIES[PRIORITIES.indexOf(this.priority) + step];
    if (event.key.length === 1 && offer) this.choose(offer.type, offer.priority);
    else if (step !== 0 && priority && this.type !== "") this.choose(this.type, priority);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
