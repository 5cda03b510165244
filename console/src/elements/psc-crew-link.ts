import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Assignment, CrewLink, UnitAssignment } from "../core/types";
import { linkEndWord } from "../core/words-work";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { pendingMark, timeCell } from "./parts";

interface CrewNumber {
  readonly name: string;
  readonly phone: string;
}

/** The link that a crew without an account is sent by SMS: sending it, and whether it was sent and opened. */
export class PscCrewLink extends PscElement {
  declare job: UnitAssignment;
  declare assignment: Assignment;
  /** The crew's numbers that the centre knows; asked for when somebody is about to send. */
  declare known: readonly CrewNumber[];
  static override properties = {
    ...PscElement.properties,
    job: { attribute: false },
    assignment: { attribute: false },
    known: { state: true },
  };

  constructor() {
    super();
    this.known = [];
  }

  protected override render(): TemplateResult {
    const { desk, job } = this;
    const sends = desk.config.sms === true && desk.moves.unit(job, this.assignment).moves.length > 0;
    return html`
      ${job.link ? this.state(job.link) : nothing} ${sends ? this.form() : nothing}
      ${pendingMark(desk, `link:${job.id}`)}
    `;
  }

  private state(link: CrewLink): TemplateResult {
    return html`
      <p class=${link.status === "failed" ? "problem" : "muted small"} data-link=${link.status}>
        ${gettext("Tautan SMS …%(end)s", { end: link.to })}: ${words(link)} ${timeCell(this.desk, link.at)}
        ${link.status === "failed" && !this.desk.moves.readsOnly ? this.told() : nothing}
      </p>
    `;
  }

  private told(): TemplateResult {
    return html`
      <button data-move="crew-told" @click=${() => this.desk.send(wish.crewTold(this.job))}>
        ${gettext("Awak sudah ditelepon")}
      </button>
    `;
  }

  private form(): TemplateResult {
    const { job } = this;
    const alive = job.link !== undefined && job.link !== null && job.link.status !== "ended";
    return html`
      <details class="crew-link" @toggle=${(event: Event) => void this.ask(event)}>
        <summary>${alive ? gettext("Kirim ulang tautan SMS…") : gettext("Kirim tautan SMS ke awak…")}</summary>
        <form class="inline" @submit=${this.send}>
          <label for="phone-${job.id}">${gettext("Nomor ponsel awak")}</label>
          <input id="phone-${job.id}" name="phone" type="tel" maxlength="30" required autocomplete="off" />
          ${this.known.map(
            ({ name, phone }) => html`
              <button type="button" class="quiet" data-number @click=${(event: Event) => this.choose(event, phone)}>
                ${name}
                <span class="number">${phone}</span>
              </button>
            `,
          )}
          <button data-move="link" ?disabled=${this.desk.actions.isBusy(`link:${job.id}`)}>${gettext("Kirim")}</button>
        </form>
        ${
          alive
            ? html`
                <button class="quiet" data-move="unlink" @click=${() => this.desk.send(wish.revokeLink(job))}>
                  ${gettext("Cabut tautan (salah nomor)")}
                </button>
              `
            : nothing
        }
      </details>
    `;
  }

  private async ask(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    const answer = (await this.desk.ask("get", `unit-assignments/${this.job.id}/link/numbers`)) as {
      readonly numbers: readonly CrewNumber[];
    } | null;
    this.known = answer?.numbers ?? [];
  }

  /** It stands in the field, where it is read once more before it is sent. */
  private choose(event: Event, phone: string): void {
    const field = (event.currentTarget as HTMLElement).closest("form")?.querySelector("input");
    if (!field) return;
    field.value = phone;
    field.focus();
  }

  private readonly send = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const phone = new FormData(form).get("phone");
    if (typeof phone !== "string" || phone.trim() === "") return;
    this.desk.send(wish.sendLink(this.job, phone.trim()));
    form.reset();
    form.closest("details")?.removeAttribute("open");
  };
}

function words(link: CrewLink): string {
  switch (link.status) {
    case "queued":
      return gettext("antre, belum terkirim");
    case "sent":
      return gettext("terkirim, belum dibuka");
    case "failed":
      return gettext("GAGAL terkirim, telepon awaknya");
    case "opened":
      return gettext("dibuka di ponsel awak");
    default:
      return `${gettext("berakhir")}, ${linkEndWord(link.why ?? "")}`;
  }
}
