import { html, type TemplateResult } from "lit";
import type { KeyBinding } from "../core/keys";
import { gettext } from "../core/strings";
import { PscBoardShell } from "./psc-board-shell";
import type { PscHelp } from "./psc-help";
import type { PscOwnUnits } from "./psc-own-units";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** An agency's desk: what is new, what runs, what is late; accept, decline, send, move on - each by one key. */
export class PscDesk extends PscBoardShell {
  protected override readonly panels = ["psc-task-list .list", ".own-units", "#details", "#alarms"];

  protected override homeList(): string {
    return "psc-task-list .list";
  }

  protected override bindings(): readonly KeyBinding[] {
    // The board's keys but the search: a desk has few tasks, and all of them in sight.
    const shared = super.bindings().filter(({ keys }) => keys !== "F3");
    const atWork = () => this.mayPress() && this.desk.incident !== undefined && !this.desk.moves.readsOnly;
    return [
      ...shared,
      {
        keys: "T",
        does: () => gettext("tolak: pilih alasan"),
        run: () => this.find<HTMLElement>("#details .part.own select[name=reason]")?.focus(),
        when: () => atWork() && this.find("#details .part.own select[name=reason]") !== null,
      },
      {
        keys: "B",
        does: () => gettext("butuh bantuan"),
        run: () => this.find<PscHelp>("#details psc-help")?.open(),
        when: atWork,
      },
      {
        keys: DIGITS.join(" / "),
        does: () => gettext("unit kami: langkah berikutnya, lalu Enter"),
        run: (event) => this.find<PscOwnUnits>("psc-own-units")?.pick(Number(event?.key ?? 1)),
        when: atWork,
      },
    ];
  }

  /** Letters and digits are keys only while the focus is at the work and not in a field (WCAG 2.1.4). */
  private mayPress(): boolean {
    const at = document.activeElement;
    return at instanceof HTMLElement && at.closest("main.desk") !== null && !at.matches("input, textarea, select");
  }

  protected override lists(): TemplateResult {
    const { desk } = this;
    return html`
      <psc-task-list class="panel list-panel grow" .desk=${desk}></psc-task-list>
      <psc-own-units class="panel units-panel" .desk=${desk}></psc-own-units>
    `;
  }
}
