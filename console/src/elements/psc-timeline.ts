import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Id, TimelineEntry } from "../core/types";
import { PscElement } from "./element";
import { timeCell } from "./parts";

/** Somebody running through the list with the arrow keys asks for no story (milliseconds). */
const WAIT_MS = 250;

/** The record of one incident, read again whenever its card changed. */
export class PscTimeline extends PscElement {
  declare incident: Id;
  declare entries: readonly TimelineEntry[] | null;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    entries: { state: true },
  };
  private asked = "";
  private handle: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.entries = null;
  }

  protected override willUpdate(): void {
    const wanted = `${this.incident} ${this.desk.store.incidents.get(this.incident)?.rev ?? 0}`;
    if (wanted === this.asked) return;
    if (!this.asked.startsWith(this.incident)) this.entries = null;
    this.asked = wanted;
    clearTimeout(this.handle);
    this.handle = setTimeout(() => void this.read(wanted), WAIT_MS);
  }

  private async read(wanted: string): Promise<void> {
    const body = (await this.desk.ask("get", `incidents/${this.incident}/timeline`)) as {
      entries: readonly TimelineEntry[];
    } | null;
    if (wanted !== this.asked) return;
    if (body) this.entries = body.entries;
    else this.asked = ""; // asked again at the next change
  }

  private details(lines: readonly string[]): TemplateResult {
    return html`
      <details class="small">
        <summary>${gettext("Rincian")}</summary>
        <ul>
          ${lines.map(
            (line) => html`
              <li>${line}</li>
            `,
          )}
        </ul>
      </details>
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <section class="timeline" aria-label=${gettext("Garis waktu")}>
        <h3>${gettext("Garis waktu")}</h3>
        ${
          this.entries === null
            ? html`
                <p class="muted">${gettext("Memuat garis waktu…")}</p>
              `
            : nothing
        }
        <ol>
          ${(this.entries ?? []).map(
            (entry) => html`
              <li>
                ${timeCell(this.desk, entry.at, true)}
                <span>
                  ${entry.text}
                  ${
                    entry.actor
                      ? html`
                          <span class="muted small">· ${entry.actor}</span>
                        `
                      : nothing
                  }
                  ${entry.details?.length ? this.details(entry.details) : nothing}
                </span>
              </li>
            `,
          )}
        </ol>
      </section>
    `;
  }
}
