import { html, nothing, type TemplateResult } from "lit";
import { timeOfDay } from "../core/clock";
import { gettext, ngettext } from "../core/strings";
import type { AgencyRef } from "../core/types";
import { agencyName } from "../core/words";
import { PscElement } from "./element";

/** What is wrong with this position, in words and what to do about it. */
export class PscBands extends PscElement {
  protected override render(): TemplateResult {
    return html`
      <section aria-label=${gettext("Keadaan posisi ini")}>
        ${this.line()} ${this.sound()} ${this.undo()} ${this.readsOnly()}
      </section>
    `;
  }

  private line(): TemplateResult | typeof nothing {
    const { line, heardAt, config } = this.desk;
    const since = timeOfDay(heardAt, config.timezone);
    if (line === "stale") {
      return html`
        <div class="band stale" role="status">
          <span>
            <b>${gettext("DATA BASI sejak %(time)s, menyambung…", { time: since })}</b>
            ${gettext("Yang tampil mungkin sudah berubah. Tindakan dikirim dan menunggu jawaban.")}
          </span>
        </div>
      `;
    }
    if (line === "offline") return this.offline(since);
    if (line === "refused") {
      return html`
        <div class="band stale" role="status">
          <span>${gettext("Server menolak sambungan halaman ini. Muat ulang halaman dari alamat pusat.")}</span>
          <button @click=${() => location.reload()}>${gettext("Muat ulang")}</button>
        </div>
      `;
    }
    return nothing;
  }

  /** Nothing claims to be sent; the telephone is what is left. */
  private offline(since: string): TemplateResult {
    const phones = this.phones();
    return html`
      <div class="band offline" role="status">
        <span>
          <b>${gettext("LURING")}</b>
          ${this.desk.heardAt === 0 ? "" : gettext("sejak %(time)s.", { time: since })}
          ${
            this.desk.moves.isCrew
              ? gettext("Yang Anda tekan antre di ponsel ini dan dikirim sendiri.")
              : gettext(
                  "Tidak ada yang terkirim. Laporan disimpan di posisi ini dan dikirim sekali saat server kembali.",
                )
          }
          ${this.paper()}
        </span>
        ${
          phones.length === 0
            ? nothing
            : html`
                <details>
                  <summary>${ngettext("Telepon %(n)s instansi", "Telepon %(n)s instansi", phones.length)}</summary>
                  <ul class="phones">
                    ${phones.map(
                      ({ name, phone }) => html`
                        <li>
                          ${name}
                          <a class="tel" href="tel:${phone}">${phone}</a>
                        </li>
                      `,
                    )}
                  </ul>
                </details>
              `
        }
      </div>
    `;
  }

  /** What stands on the next form, for who writes by hand. */
  private paper(): string {
    const { left } = this.desk.paper;
    if (!this.desk.moves.filesReports || left[0] === undefined) return "";
    return gettext("Nomor kertas berikutnya %(number)s (%(n)s tersisa).", { number: left[0], n: left.length });
  }

  private phones(): readonly { name: string; phone: string }[] {
    const found = new Map<string, string>();
    const agencies: AgencyRef[] = [...this.desk.store.incidents.values()].flatMap((incident) =>
      incident.assignments.map((part) => part.agency),
    );
    for (const agency of agencies) if (agency.phone) found.set(agencyName(agency), agency.phone);
    return [...found].map(([name, phone]) => ({ name, phone })).sort((a, b) => a.name.localeCompare(b.name));
  }

  private sound(): TemplateResult | typeof nothing {
    const { desk } = this;
    if (desk.moves.readsOnly || (desk.onDuty && desk.tones.alive)) return nothing;
    return html`
      <div class="band mute">
        <span>
          <b>${gettext("SUARA MATI")}</b>
          <span class="band-more">${gettext("Alarm tidak akan terdengar di posisi ini.")}</span>
        </span>
        ${desk.moves.isCrew ? nothing : this.position()}
        <button id="begin-duty" @click=${() => void desk.beginDuty(this.typedPosition())}>
          ${gettext("Mulai bertugas (uji suara)")}
        </button>
      </div>
    `;
  }

  private position(): TemplateResult {
    return html`
      <label class="position">
        ${gettext("Posisi")}
        <input id="position" maxlength="60" size="10" .value=${this.desk.position} />
      </label>
    `;
  }

  private typedPosition(): string {
    return this.querySelector<HTMLInputElement>("#position")?.value.trim() ?? "";
  }

  private undo(): TemplateResult | typeof nothing {
    const { undo, clock } = this.desk;
    if (!undo) return nothing;
    const left = Math.max(0, Math.ceil((undo.until - clock.now()) / 1000));
    return html`
      <div class="band undo" role="status">
        <span>${undo.label}</span>
        <button id="undo" @click=${() => this.desk.takeBack()}>${gettext("Urungkan (%(n)s)", { n: left })}</button>
      </div>
    `;
  }

  private readsOnly(): TemplateResult | typeof nothing {
    if (!this.desk.moves.readsOnly) return nothing;
    return html`
      <div class="band quiet-band"><span>${gettext("Akun ini hanya membaca papan.")}</span></div>
    `;
  }
}
