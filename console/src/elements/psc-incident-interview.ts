import { html, type TemplateResult } from "lit";
import type { Interview } from "../core/interview";
import type { Incident } from "../core/types";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { pendingMark } from "./parts";

/** Help is on its way and the caller still speaks: the questions go on, and nothing waits for them. */
export class PscIncidentInterview extends PscElement {
  declare incident: Incident;
  declare interview: Interview | null;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    interview: { state: true },
  };
  private asked = "";

  constructor() {
    super();
    this.interview = null;
  }

  protected override willUpdate(): void {
    const wanted = `${this.incident.id} ${this.incident.rev}`;
    if (wanted === this.asked) return;
    if (!this.asked.startsWith(this.incident.id)) this.interview = null;
    this.asked = wanted;
    void this.ask(wanted);
  }

  private async ask(wanted: string): Promise<void> {
    const found = (await this.desk.ask("get", `incidents/${this.incident.id}/interview`)) as Interview | null;
    if (wanted === this.asked && found !== null) this.interview = found;
  }

  protected override render(): TemplateResult {
    return html`
      <psc-interview
        .desk=${this.desk}
        .where=${"incident"}
        .interview=${this.interview}
        .answer=${this.answer}
      ></psc-interview>
      ${pendingMark(this.desk, `answers:${this.interview?.report ?? ""}`)}
    `;
  }

  private readonly answer = (question: string, value: string | null): void => {
    const report = this.interview?.report;
    if (!report) return;
    const action = this.desk.send(wish.answer(report, question, value));
    this.desk.when(action, () => {
      this.asked = "";
      this.requestUpdate();
    });
  };
}
