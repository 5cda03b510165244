import { html, nothing, type TemplateResult } from "lit";
import { timeOfDay } from "../core/clock";
import { jobOfId } from "../core/crew";
import type { Item, Outbox } from "../core/outbox";
import { gettext, ngettext } from "../core/strings";
import { unitWord } from "../core/words";
import { PscElement } from "./element";

/** What this telephone keeps until the centre has it, and what the centre did not take. */
export class PscQueue extends PscElement {
  declare outbox: Outbox;
  static override properties = { ...PscElement.properties, outbox: { attribute: false } };

  /** "antre": kept here and not sent. Nothing on this page says "sent" but the server's own card. */
  protected override render(): TemplateResult {
    const [waiting, refused] = [this.outbox.waiting(), this.outbox.refused()];
    return html`
      <div class="queue" role="status">
        ${
          waiting.length > 0
            ? html`
                <details class="waiting-items">
                  <summary>
                    ${ngettext("%(n)s antre, belum terkirim", "%(n)s antre, belum terkirim", waiting.length)}
                  </summary>
                  <ul>
                    ${waiting.map((item) => this.queued(item))}
                  </ul>
                </details>
              `
            : nothing
        }
        ${
          this.outbox.keeps
            ? nothing
            : html`
                <p class="problem">${gettext("Ponsel ini tidak menyimpan antrean: jangan tutup halaman.")}</p>
              `
        }
        ${refused.map((item) => this.refused(item))}
      </div>
    `;
  }

  private queued(item: Item): TemplateResult {
    return html`
      <li data-queued=${item.status ?? item.label}>${this.clock(item)} ${item.label} · ${gettext("antre")}</li>
    `;
  }

  /** Both sides of a conflict: what the hand did and when, what the centre says it is now, and what to do. */
  private refused(item: Item): TemplateResult {
    const now = jobOfId(this.desk.store.incidents.values(), item.subject);
    return html`
      <div class="conflict" data-refused=${item.status ?? item.label} role="alert">
        <p class="problem"><b>${gettext("TIDAK diterima pusat")}</b></p>
        <dl class="both">
          <dt>${gettext("Anda")}</dt>
          <dd>${item.label} · ${this.clock(item)}</dd>
          <dt>${gettext("Pusat")}</dt>
          <dd>
            ${
              now
                ? html`
                    <b>${unitWord(now.status)}</b>
                    · ${timeOfDay(now.since, this.desk.config.timezone, true)}
                  `
                : nothing
            }
            ${item.refusal?.message ?? ""}
          </dd>
        </dl>
        <p>${gettext("Yang berlaku adalah keadaan pusat. Bila keadaan Anda yang benar, telepon 112.")}</p>
        <div class="buttons">
          <a class="button tel" href="tel:112">☎ 112</a>
          <button @click=${() => void this.outbox.drop(item.key)}>${gettext("Mengerti")}</button>
        </div>
      </div>
    `;
  }

  private clock(item: Item): string {
    return timeOfDay(item.at, this.desk.config.timezone, true);
  }
}
