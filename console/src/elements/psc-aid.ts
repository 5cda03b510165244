import { html, nothing, type TemplateResult } from "lit";
import { advanceAid, askAid, isLate, type PromiseOffer, stateWord, stepWord } from "../core/aid";
import type { AidStep } from "../core/moves";
import { isOpen } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Aid, Incident } from "../core/types";
import { PscElement } from "./element";
import { pendingMark, timeCell } from "./parts";

/** What agreements give to this incident: what was asked, how far it is, and asking for more. */
export class PscAid extends PscElement {
  declare incident: Incident;
  declare offers: readonly PromiseOffer[] | null;
  static override properties = { ...PscElement.properties, incident: { attribute: false }, offers: { state: true } };

  constructor() {
    super();
    this.offers = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const asked = this.incident.aid ?? [];
    const mayAsk = this.desk.moves.worksAtCentre && isOpen(this.incident);
    if (asked.length === 0 && !mayAsk) return nothing;
    return html`
      <section class="aid" aria-label=${gettext("Bantuan menurut perjanjian")}>
        <h3>${gettext("Bantuan menurut perjanjian")}</h3>
        ${asked.map((aid) => this.row(aid))} ${mayAsk ? this.asking() : nothing}
        ${pendingMark(this.desk, `aid:${this.incident.id}`)}
      </section>
    `;
  }

  private row(aid: Aid): TemplateResult {
    const late = isLate(aid, this.desk.clock.now());
    const amount = aid.given ?? aid.offered ?? aid.asked;
    return html`
      <div class="aid-row" data-aid=${aid.id} data-status=${aid.status}>
        <p>
          <b>${stateWord(aid.status)}</b>
          ${
            late
              ? html`
                  <b class="over">${gettext("terlambat")}</b>
                `
              : nothing
          }
          ${aid.party}:
          <span class="number">${amount} / ${aid.asked}</span>
          ${aid.measure} ${aid.what}
          <span class="muted small">
            ${aid.agreement}${aid.clause ? `, ${aid.clause}` : ""} · ${gettext("diminta")}
            ${timeCell(this.desk, aid.asked_at)}
            ${
              aid.arrival_due
                ? html`
                    · ${gettext("dijanjikan tiba")} ${timeCell(this.desk, aid.arrival_due)}
                  `
                : nothing
            }
          </span>
        </p>
        ${this.steps(aid)} ${pendingMark(this.desk, aid.id)}
      </div>
    `;
  }

  private steps(aid: Aid): TemplateResult | typeof nothing {
    const steps = this.desk.moves.aid(aid);
    if (steps.length === 0) return nothing;
    const byPhone = steps.some(({ onBehalf }) => onBehalf);
    return html`
      <form class="inline" @submit=${(event: Event) => this.take(event, aid, steps)}>
        <label class="hidden-but-heard" for="aid-amount-${aid.id}">${gettext("Berapa")}</label>
        <input
          id="aid-amount-${aid.id}"
          name="amount"
          type="number"
          min="0"
          class="short"
          .value=${String(aid.offered ?? aid.asked)}
        />
        ${
          byPhone
            ? html`
                <label class="hidden-but-heard" for="aid-name-${aid.id}">${gettext("Siapa yang dihubungi")}</label>
                <input
                  id="aid-name-${aid.id}"
                  name="name"
                  maxlength="120"
                  autocomplete="off"
                  placeholder=${gettext("Siapa yang dihubungi")}
                />
              `
            : nothing
        }
        ${steps.map(
          ({ move }) => html`
            <button name="move" value=${move} data-move=${move} ?disabled=${this.desk.actions.isBusy(aid.id)}>
              ${stepWord(move)}
            </button>
          `,
        )}
      </form>
    `;
  }

  private take(event: Event, aid: Aid, steps: readonly AidStep[]): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    const step = steps.find(({ move }) => move === button?.value);
    if (!step) return;
    const said = new FormData(form);
    const name = text(said, "name");
    if (step.onBehalf && name === "") {
      form.querySelector<HTMLInputElement>("[name=name]")?.focus();
      return;
    }
    const counted = step.move === "offer" || step.move === "arrive" ? { amount: Number(text(said, "amount")) } : {};
    const spoken = step.onBehalf ? { on_behalf: { name, means: "phone" } } : {};
    this.desk.send(advanceAid(this.incident, aid, step.move, { ...counted, ...spoken }));
  }

  private asking(): TemplateResult {
    if (this.offers === null)
      return html`
        <button data-move="ask-aid" @click=${() => void this.look()}>
          ${gettext("Minta bantuan menurut perjanjian")}
        </button>
      `;
    if (this.offers.length === 0)
      return html`
        <p class="muted">${gettext("Tidak ada perjanjian yang berjalan hari ini.")}</p>
      `;
    return html`
      <ul class="offers">
        ${this.offers.map((offer) => this.offer(offer))}
      </ul>
    `;
  }

  private offer(offer: PromiseOffer): TemplateResult {
    const ask = (event: Event) => {
      event.preventDefault();
      const amount = Number(text(new FormData(event.target as HTMLFormElement), "amount"));
      this.desk.send(askAid(this.incident, offer, amount));
      this.offers = null;
    };
    return html`
      <li>
        <form class="inline" @submit=${ask}>
          <span>
            <b>${offer.party}</b>
            ${offer.what}
            <span class="muted small">
              ${offer.agreement}
              ${offer.arrival_s === null ? "" : gettext("dalam %(n)s mnt", { n: Math.round(offer.arrival_s / 60) })}
            </span>
            ${
              offer.phone
                ? html`
                    <a href="tel:${offer.phone}">${offer.phone}</a>
                  `
                : nothing
            }
          </span>
          <label class="hidden-but-heard" for="ask-${offer.promise}">${gettext("Berapa")}</label>
          <input
            id="ask-${offer.promise}"
            name="amount"
            type="number"
            min="1"
            max=${offer.amount}
            class="short"
            .value=${String(offer.amount)}
          />
          <span>${offer.measure}</span>
          <button class="primary">${gettext("Minta")}</button>
        </form>
      </li>
    `;
  }

  private async look(): Promise<void> {
    const answer = (await this.desk.ask("get", `incidents/${this.incident.id}/promises`)) as {
      promises: readonly PromiseOffer[];
    } | null;
    if (answer) this.offers = answer.promises;
    await this.focusOn(".offers input");
  }
}

function text(said: FormData, name: string): string {
  const value = said.get(name);
  return typeof value === "string" ? value.trim() : "";
}
