import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Checklist, Incident, Named } from "../core/types";
import { PscElement } from "./element";

/** What the procedure in force for this incident asks of us, in a few lines; the other parts one press away. */
export class PscChecklist extends PscElement {
  declare incident: Incident;
  declare checklist: Checklist | null;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    checklist: { state: true },
  };
  private asked = "";
  private askedLive = false;

  constructor() {
    super();
    this.checklist = null;
  }

  protected override willUpdate(): void {
    // Another procedure handles it after a change of type, and says something else.
    const now = `${this.incident.id} ${this.incident.procedure?.id ?? ""}`;
    const live = this.desk.line === "live";
    const another = now !== this.asked;
    if (!another && (this.checklist !== null || live === this.askedLive)) return;
    this.asked = now;
    this.askedLive = live;
    if (another) this.checklist = null;
    void this.read(now);
  }

  private async read(asked: string): Promise<void> {
    const answer = await this.desk.ask("get", `incidents/${this.incident.id}/checklist`);
    if (asked !== this.asked) return;
    if (answer !== null) this.checklist = answer as Checklist;
    // A crew reads its lines without a network too: the last ones that this telephone was told.
    if (this.desk.moves.isCrew) this.checklist = remembered(asked, this.checklist);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { checklist } = this;
    if (typeof checklist?.version !== "number") return nothing;
    const [own, others] = [checklist.roles.filter((role) => role.own), checklist.roles.filter((role) => !role.own)];
    return html`
      <section class="checklist" aria-label=${gettext("SOP ringkas")}>
        <h3>
          ${gettext("SOP ringkas, versi %(n)s", { n: checklist.version })}
          ${this.incident.procedure?.emergency ? gettext("perubahan darurat") : nothing}
        </h3>
        <ol>
          ${own
            .flatMap((role) => role.lines)
            .map(
              (line) => html`
                <li>${this.say(line)}</li>
              `,
            )}
        </ol>
        ${others.length > 0 ? this.others(others) : nothing}
      </section>
    `;
  }

  private others(roles: Checklist["roles"]): TemplateResult {
    return html`
      <details>
        <summary>${gettext("Bagian instansi lain")}</summary>
        ${roles.map(
          (role) => html`
            <p class="small">
              <b>${this.say(role.name)}:</b>
              ${role.lines.map((line) => this.say(line)).join("; ")}
            </p>
          `,
        )}
      </details>
    `;
  }

  private say(text: Named): string {
    return this.desk.config.user.language === "en" ? text.en : text.id;
  }
}

const KEPT = "psc.checklist";

/** Keeps what was told for these, or gives back what was kept. */
function remembered(about: string, told: Checklist | null): Checklist | null {
  try {
    if (told !== null) localStorage.setItem(KEPT, JSON.stringify({ about, told }));
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as { about: string; told: Checklist } | null;
    return kept?.about === about ? kept.told : told;
  } catch {
    return told;
  }
}
