import { html, nothing, type TemplateResult } from "lit";
import { timeOfDay } from "../core/clock";
import * as crew from "../core/crew";
import { TRIAGE } from "../core/exchange";
import type { Item, Outbox } from "../core/outbox";
import { gettext } from "../core/strings";
import { agencyName, moveWord, placeText, shortNumber, typeName, unitWord } from "../core/words";
import { triageWord } from "../core/words-work";
import { smaller } from "../pictures";
import { PscElement } from "./element";
import { exerciseTag, priorityChip, timeCell } from "./parts";
import { totals } from "./triage";

/** One job: what and where, one large button for the next state, and what there is to tell. */
export class PscJob extends PscElement {
  declare outbox: Outbox;
  static override properties = { ...PscElement.properties, outbox: { attribute: false } };
  private point: crew.Point | null = null;
  private problem = "";

  override connectedCallback(): void {
    super.connectedCallback();
    // For a call for help: where we are when it is pressed, not where the telephone will have found out a minute later.
    navigator.geolocation.watchPosition(
      ({ coords }) => (this.point = { lat: coords.latitude, lon: coords.longitude }),
      () => (this.point = null),
    );
  }

  protected override render(): TemplateResult {
    const { desk } = this;
    const own = crew.jobOf(desk.store.incidents.values(), desk.config.user.unit?.id);
    return html`
      <psc-queue .desk=${desk} .outbox=${this.outbox}></psc-queue>
      ${
        this.problem
          ? html`
              <p class="problem" role="alert">${this.problem}</p>
            `
          : nothing
      }
      ${own ? this.job(own) : this.idle()}
      <div class="panic-row">
        <psc-hold
          .desk=${desk}
          .label=${gettext("PANIK")}
          .name=${"panic"}
          .kind=${"panic"}
          @psc-held=${() => this.panic()}
        ></psc-hold>
        <a class="button tel" href="tel:112">☎ 112</a>
      </div>
    `;
  }

  private idle(): TemplateResult {
    const unit = this.desk.config.user.unit?.call_sign ?? "";
    return html`
      <p class="idle" role="status">
        ${
          this.desk.store.position === null && this.desk.store.incidents.size === 0
            ? gettext("Memuat papan…")
            : gettext("%(unit)s tidak mempunyai tugas sekarang.", { unit })
        }
      </p>
    `;
  }

  /** Pictures that have not left yet may still be thrown away: afterwards only the coordinator can. */
  private waitingPhotos(): TemplateResult[] {
    const photos = this.outbox.waiting().filter((item) => item.body instanceof Blob);
    return photos.map(
      (item) => html`
        <div class="photo-waits" data-photo=${item.key}>
          <span>${gettext("Foto")} ${this.clock(item)} · ${gettext("antre")}</span>
          ${
            this.outbox.isUnderWay(item.key)
              ? nothing
              : html`
                  <psc-hold
                    .desk=${this.desk}
                    .label=${gettext("Buang foto ini")}
                    .name=${"discard-photo"}
                    @psc-held=${() => void this.outbox.drop(item.key)}
                  ></psc-hold>
                `
          }
        </div>
      `,
    );
  }

  private clock(item: Item): string {
    return timeOfDay(item.at, this.desk.config.timezone, true);
  }

  private job({ incident, part, job }: crew.Job): TemplateResult {
    const { config } = this.desk;
    const queuedState = this.outbox.stateOf(job.id);
    const state = queuedState ?? job.status;
    return html`
      <section class="job" data-incident=${incident.id} aria-label=${gettext("Tugas")}>
        <h2>${priorityChip(incident.priority)} ${typeName(config, incident)} ${exerciseTag(incident.exercise)}</h2>
        <p class="job-place">${placeText(incident)}</p>
        <p class="muted">
          <span class="number">${shortNumber(incident.number)}</span>
          · ${agencyName(part.agency)} ·
          <b data-state=${state}>${job.unit.call_sign} ${unitWord(state)}</b>
          ${
            queuedState
              ? html`
                  <b class="queued">${gettext("antre")}</b>
                `
              : timeCell(this.desk, job.since)
          }
        </p>
        <div class="steps">${this.steps(job, state)}</div>
        ${this.way(incident)}
        ${incident.reports.map(
          (report) => html`
            <p class="words">${report.text}</p>
          `,
        )}
        <psc-checklist .desk=${this.desk} .incident=${incident}></psc-checklist>
        ${this.telling(incident)}
      </section>
    `;
  }

  private way(incident: crew.Job["incident"]): TemplateResult | typeof nothing {
    if (incident.lat === null || incident.lon === null) return nothing;
    const point = `${incident.lat.toFixed(5)},${incident.lon.toFixed(5)}`;
    return html`
      <a class="button way" href="geo:${point}?q=${point}">${gettext("ARAHKAN")}</a>
    `;
  }

  private steps(job: crew.Job["job"], state: string): TemplateResult {
    const unit = this.desk.config.user.unit?.id ?? "";
    const carries = this.desk.store.units.get(unit)?.kind === "ambulance";
    const next = crew.nextStates(this.desk.config.moves.unit_assignment, state, carries);
    return html`
      ${
        next.includes("transporting")
          ? html`
              <label for="destination">${gettext("Dibawa ke")}</label>
              <input id="destination" maxlength="200" autocomplete="off" />
            `
          : nothing
      }
      ${next.map(
        (move, index) => html`
          <psc-hold
            .desk=${this.desk}
            .label=${moveWord(move)}
            .name=${move}
            .kind=${index === 0 ? "primary" : ""}
            @psc-held=${() => this.move(job, move)}
          ></psc-hold>
        `,
      )}
    `;
  }

  private telling(incident: crew.Job["incident"]): TemplateResult {
    return html`
      <h3>${gettext("Pasien")} ${totals(incident.patients ?? [])}</h3>
      <div class="triage-buttons">
        ${TRIAGE.map(
          (code) => html`
            <button
              class="triage ${code}"
              data-triage=${code}
              @click=${() => this.queueUp(crew.found(incident, code, this.destination(), this.now()))}
            >
              +1 ${triageWord(code)}
            </button>
          `,
        )}
      </div>
      ${this.words(incident)}
      <label class="button photo" for="photo">${gettext("Ambil foto")}</label>
      <input
        class="hidden-but-heard"
        id="photo"
        type="file"
        accept="image/*"
        capture="environment"
        @change=${(event: Event) => void this.photo(incident, event.target as HTMLInputElement)}
      />
      ${this.waitingPhotos()}
      <psc-hold
        .desk=${this.desk}
        .label=${gettext("Minta bantuan")}
        .name=${"help"}
        @psc-held=${() => this.queueUp(crew.asked(incident, this.point, this.now()))}
      ></psc-hold>
      ${(incident.help ?? []).map(
        (call) => html`
          <p class="muted">
            ${call.panic ? gettext("PANIK") : gettext("BUTUH BANTUAN")} ${timeCell(this.desk, call.at)}:
            ${call.answered_at === null ? gettext("menunggu jawaban pusat 112") : gettext("sudah ditangani pusat 112")}
          </p>
        `,
      )}
    `;
  }

  private words(incident: crew.Job["incident"]): TemplateResult {
    const say = (event: Event) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector("textarea");
      const text = field?.value.trim() ?? "";
      if (!field || text === "") return;
      this.queueUp(crew.noted(incident, text, this.now()));
      field.value = "";
    };
    return html`
      <form class="stack" @submit=${say}>
        <label for="message">${gettext("Pesan untuk semua instansi")}</label>
        <textarea id="message" rows="2" maxlength="2000"></textarea>
        <button data-move="message">${gettext("Kirim pesan")}</button>
      </form>
      <ul class="lines">
        ${(incident.messages ?? []).slice(-5).map(
          (message) => html`
            <li data-message=${message.id}>
              <span class="muted small">${timeCell(this.desk, message.at)} ${message.from.name}</span>
              <span class="words">${message.text}</span>
            </li>
          `,
        )}
      </ul>
    `;
  }

  /** The server's clock as far as this telephone has ever heard it. */
  private now(): string {
    return new Date(this.desk.clock.now()).toISOString();
  }

  private destination(): string {
    return this.querySelector<HTMLInputElement>("#destination")?.value.trim() ?? "";
  }

  private move(job: crew.Job["job"], status: string): void {
    this.queueUp(crew.moved(job, status, this.now(), status === "transporting" ? this.destination() : ""));
  }

  private panic(): void {
    const unit = this.desk.config.user.unit?.id;
    if (unit !== undefined) this.queueUp(crew.panicked(unit, this.point, this.now()));
  }

  private async photo(incident: crew.Job["incident"], field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    field.value = "";
    if (!file) return;
    const at = this.now();
    try {
      this.problem = "";
      this.queueUp(crew.pictured(incident, await smaller(file), at));
    } catch {
      this.problem = gettext("Foto ini tidak dapat dibaca. Ambil foto lain.");
      this.requestUpdate();
    }
  }

  private queueUp(wanted: Parameters<Outbox["add"]>[0]): void {
    void this.outbox.add(wanted);
  }
}
