import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isActive, isOpen } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Assignment, Incident } from "../core/types";
import { PscElement } from "./element";
import { pendingMark } from "./parts";

const ROLE_ORDER: Readonly<Record<string, number>> = { lead: 0, support: 1, informed: 2 };

/** One incident, in the order of its work: what it is, every agency's part, what was said, what this person may do. */
export class PscIncidentPanel extends PscElement {
  private refused: Element | null = null;
  protected override render(): TemplateResult {
    const { incident, selection } = this.desk;
    if (!incident)
      return html`
        <section class="panel">${selection ? this.lost() : this.nothingChosen()}</section>
      `;
    return html`
      <section class="panel" id="incident-panel" aria-label=${gettext("Isi kejadian")} data-incident=${incident.id}>
        <psc-incident-head .desk=${this.desk} .incident=${incident}></psc-incident-head>
        ${pendingMark(this.desk, incident.id)}
        ${
          this.desk.moves.worksAtCentre && isOpen(incident)
            ? html`
                <psc-incident-interview .desk=${this.desk} .incident=${incident}></psc-incident-interview>
              `
            : nothing
        }
        ${this.parts(incident, true)}
        ${
          this.desk.moves.worksAtDesk
            ? html`
                <psc-checklist .desk=${this.desk} .incident=${incident}></psc-checklist>
              `
            : nothing
        }
        <psc-help .desk=${this.desk} .incident=${incident}></psc-help>
        ${
          this.maySend(incident)
            ? html`
                <psc-send-units .desk=${this.desk} .incident=${incident}></psc-send-units>
              `
            : nothing
        }
        ${this.parts(incident, false)}
        <psc-aid .desk=${this.desk} .incident=${incident}></psc-aid>
        <psc-casualties .desk=${this.desk} .incident=${incident}></psc-casualties>
        <psc-exchange .desk=${this.desk} .incident=${incident}></psc-exchange>
        <psc-incident-words .desk=${this.desk} .incident=${incident}></psc-incident-words>
        <psc-incident-changes .desk=${this.desk} .incident=${incident}></psc-incident-changes>
        <psc-timeline .desk=${this.desk} .incident=${incident.id}></psc-timeline>
      </section>
    `;
  }

  /** What was refused stands on top; the hand that asked is far below, at the form. */
  protected override updated(): void {
    const refused = this.querySelector(".conflict");
    if (refused && refused !== this.refused) refused.scrollIntoView({ block: "nearest" });
    this.refused = refused;
  }

  /** One's own part comes first, then what can be sent, then everybody else's. */
  private parts(incident: Incident, own: boolean): TemplateResult | typeof nothing {
    const wanted = parts(incident).filter((part) => this.desk.moves.isOwn(part) === own);
    if (own && wanted.length === 0) return nothing;
    return html`
      <section aria-label=${own ? gettext("Bagian kami") : gettext("Bagian instansi")}>
        ${repeat(
          wanted,
          (part) => part.id,
          (part) => html`
            <psc-assignment .desk=${this.desk} .incident=${incident} .assignment=${part}></psc-assignment>
          `,
        )}
        ${
          incident.assignments.length === 0
            ? html`
                <p class="problem">${gettext("Belum ada instansi yang berkewajiban: koordinator menentukan.")}</p>
              `
            : nothing
        }
      </section>
    `;
  }

  previewSend(): void {
    this.querySelector<HTMLElement & { preview(): void }>("psc-send-units")?.preview();
  }

  private lost(): TemplateResult {
    return html`
      <p>${gettext("Kejadian ini tidak ada lagi di papan Anda: selesai, atau bagian Anda sudah berakhir.")}</p>
    `;
  }

  private nothingChosen(): TemplateResult {
    return html`
      <p class="muted">${gettext("Pilih satu baris untuk melihat isinya.")}</p>
    `;
  }

  private maySend(incident: Incident): boolean {
    return incident.assignments.some((part) => this.desk.moves.assignment(part).moves.includes("send"));
  }
}

/** Whoever leads first; those that ended last. */
function parts(incident: Incident): readonly Assignment[] {
  const rank = (part: Assignment) => (isActive(part) || part.status === "done" ? 0 : 10) + (ROLE_ORDER[part.role] ?? 3);
  return [...incident.assignments].sort((a, b) => rank(a) - rank(b));
}
