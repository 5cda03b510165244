import { html, nothing, type TemplateResult } from "lit";
import type { Desk } from "../core/desk";
import { gettext } from "../core/strings";
import type { Duplicate } from "../core/types";
import { distanceText, shortNumber, typeNameOf } from "../core/words";
import { PscElement } from "./element";

/** `#000409 Kebakaran lahan · 300 m · 4 mnt lalu`. */
export function duplicateWords(desk: Desk, duplicate: Duplicate): string {
  const far = duplicate.distance_m === null ? "" : distanceText(duplicate.distance_m);
  const caller = duplicate.same_caller === true ? gettext("nomor sama") : "";
  const ago = gettext("%(n)s mnt lalu", { n: Math.round(duplicate.minutes) });
  const facts = [far, ago, caller].filter((part) => part !== "").join(" · ");
  return `${shortNumber(duplicate.number)} ${typeNameOf(desk.config, duplicate.type)} · ${facts}`;
}

/** Open incidents that this may tell of; the first is one key away. */
export class PscNearby extends PscElement {
  declare duplicates: readonly Duplicate[];
  /** Undefined where nothing can be attached any more. */
  declare attach: ((incident: Duplicate) => void) | undefined;
  declare busy: boolean;
  static override properties = {
    ...PscElement.properties,
    duplicates: { attribute: false },
    attach: { attribute: false },
    busy: { attribute: false },
  };

  protected override render(): TemplateResult | typeof nothing {
    if (this.duplicates.length === 0) return nothing;
    return html`
      <div class="duplicates" role="group" aria-label=${gettext("Mungkin kejadian yang sama")}>
        <h3>${gettext("Mungkin kejadian yang sama")}</h3>
        <ul>
          ${this.duplicates.map((each, index) => this.line(each, index))}
        </ul>
      </div>
    `;
  }

  private line(duplicate: Duplicate, index: number): TemplateResult {
    const { attach } = this;
    return html`
      <li>
        <button
          type="button"
          class="quiet"
          title=${gettext("Lihat kejadian ini")}
          @click=${() => this.desk.select({ kind: "incident", id: duplicate.id })}
        >
          ${duplicateWords(this.desk, duplicate)}
        </button>
        ${
          attach
            ? html`
                <button type="button" ?disabled=${this.busy} @click=${() => attach(duplicate)}>
                  ${gettext("Gabung")}
                  ${
                    index === 0
                      ? html`
                          <kbd>F7</kbd>
                        `
                      : nothing
                  }
                </button>
              `
            : nothing
        }
      </li>
    `;
  }
}
