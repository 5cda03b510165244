import { html, nothing, type TemplateResult } from "lit";
import { gettext, ngettext } from "../core/strings";
import type { Id, Incident, RecommendedUnit, Recommendation } from "../core/types";
import { reasonText, shortfallText } from "../core/words-work";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { pendingMark } from "./parts";

/** Which units to send: recommended with reasons, chosen by a person, sent with a second key. */
export class PscSendUnits extends PscElement {
  declare incident: Incident;
  declare advice: Recommendation | null;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    advice: { state: true },
  };
  private chosen: ReadonlySet<Id> = new Set();
  /** A hand has chosen otherwise: fresh advice no longer changes the choice, it only drops who is not free any more. */
  private byHand = false;
  private asked = "";
  /** F8 was pressed before the advice had come. */
  private awaited = false;
  private failed = false;

  constructor() {
    super();
    this.advice = null;
  }

  /** Anything that changes who is free or what is needed changes the advice. */
  private get situation(): string {
    const units = [...this.desk.store.units.values()].map((unit) => unit.rev);
    return `${this.incident.id} ${this.incident.rev} ${Math.max(0, ...units)}`;
  }

  protected override willUpdate(): void {
    const now = this.situation;
    if (now === this.asked) return;
    const another = !this.asked.startsWith(this.incident.id);
    this.asked = now;
    if (another) {
      this.advice = null;
      this.awaited = false;
    }
    void this.read(now, another);
  }

  private async read(asked: string, another: boolean): Promise<void> {
    const advice = await this.desk.ask("get", `incidents/${this.incident.id}/recommendation`);
    if (asked !== this.asked) return;
    this.failed = advice === null;
    if (advice === null) return;
    this.advice = advice as Recommendation;
    if (another) this.byHand = false;
    const free = new Set(this.everybody().map(({ unit }) => unit.id));
    // Once units are out the advice is reinforcement: F8 and Enter must not send it by habit.
    const first = this.incident.assignments.every((part) => part.units.length === 0);
    const advised = first ? this.advice.units.map(({ unit }) => unit.id) : [];
    this.chosen = new Set(this.byHand ? [...this.chosen].filter((id) => free.has(id)) : advised);
    this.requestUpdate();
  }

  private everybody(): readonly RecommendedUnit[] {
    return [...(this.advice?.units ?? []), ...(this.advice?.alternatives ?? [])];
  }

  protected override render(): TemplateResult {
    const others = this.advice?.alternatives ?? [];
    return html`
      <section class="send" id="send-units" aria-label=${gettext("Usulan unit")}>
        <h3>
          ${gettext("Usulan unit")}
          <kbd>F8</kbd>
        </h3>
        ${
          this.advice === null
            ? html`
                <p class="muted">${this.waitingWords()}</p>
              `
            : nothing
        }
        <ul>
          ${(this.advice?.units ?? []).map((unit) => this.choice(unit))}
        </ul>
        ${this.advice?.shortfalls.map(
          (shortfall) => html`
            <p class="problem">${gettext("Kurang:")} ${shortfallText(this.desk.config, shortfall)}</p>
          `,
        )}
        ${
          others.length > 0
            ? html`
                <details>
                  <summary>
                    ${ngettext("%(n)s unit lain yang siap", "%(n)s unit lain yang siap", others.length)}
                  </summary>
                  <ul>
                    ${others.map((unit) => this.choice(unit))}
                  </ul>
                </details>
              `
            : nothing
        }
        ${
          this.advice !== null && this.everybody().length === 0
            ? html`
                <p>${gettext("Tidak ada unit yang siap.")}</p>
              `
            : nothing
        }
        ${this.button()}
      </section>
    `;
  }

  private waitingWords(): string {
    return this.failed ? gettext("Usulan tidak bisa dimuat sekarang.") : gettext("Memuat usulan…");
  }

  private choice(each: RecommendedUnit): TemplateResult {
    const { unit, eta_s: eta } = each;
    const toggle = (event: Event) => {
      const chosen = new Set(this.chosen);
      if ((event.target as HTMLInputElement).checked) chosen.add(unit.id);
      else chosen.delete(unit.id);
      this.byHand = true;
      this.chosen = chosen;
      this.requestUpdate();
    };
    const minutes =
      eta === null ? gettext("waktu tempuh tidak diketahui") : gettext("%(n)s mnt", { n: Math.ceil(eta / 60) });
    return html`
      <li>
        <label class="choice">
          <input type="checkbox" .checked=${this.chosen.has(unit.id)} @change=${toggle} />
          <span>
            <b>${unit.call_sign}</b>
            <span class="number">${minutes}</span>
            <span class="muted small">
              ${each.reasons.map((reason) => reasonText(this.desk.config, reason)).join(", ")}
            </span>
          </span>
        </label>
        ${pendingMark(this.desk, unit.id)}
      </li>
    `;
  }

  private button(): TemplateResult | typeof nothing {
    if (this.everybody().length === 0) return nothing;
    const chosen = this.everybody().filter(({ unit }) => this.chosen.has(unit.id));
    const names = chosen.map(({ unit }) => unit.call_sign).join(", ");
    return html`
      <button class="primary" id="send-chosen" ?disabled=${chosen.length === 0} @click=${() => this.sendChosen()}>
        ${
          chosen.length === 0
            ? gettext("Pilih unit")
            : ngettext("Kirim %(names)s", "Kirim %(n)s unit: %(names)s", chosen.length, { names })
        }
      </button>
    `;
  }

  private sendChosen(): void {
    for (const { unit, assignment } of this.everybody()) {
      if (this.chosen.has(unit.id) && !this.desk.actions.isBusy(unit.id)) {
        this.desk.send(wish.sendUnit(assignment, unit, null));
      }
    }
    this.chosen = new Set();
    this.byHand = false;
    this.requestUpdate();
  }

  /** F8 shows what would be sent; Enter on the focused button sends it. */
  preview(): void {
    this.awaited = true;
    this.scrollIntoView({ block: "nearest" });
    this.requestUpdate();
  }

  protected override updated(): void {
    const button = this.querySelector<HTMLElement>("#send-chosen");
    if (!this.awaited || !button) return;
    this.awaited = false;
    button.focus();
  }
}
