import { html, type TemplateResult } from "lit";
import { isActive } from "../core/selectors";
import { gettext, inLanguage } from "../core/strings";
import type { Incident } from "../core/types";
import { moveWord } from "../core/words";
import { roleWord } from "../core/words-work";
import * as wish from "../core/wishes";
import { AskingFold } from "./asking-fold";
import { options } from "./parts";

/** Whom the centre calls beside the decree helps; it leads where nobody does. */
const ROLES = ["support", "informed", "lead"];

interface Listed {
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly active: boolean;
}

/** An agency that no decree names is asked to come: the record says that the centre asked. */
export class PscCallAgency extends AskingFold<{ readonly results: readonly Listed[] }> {
  declare incident: Incident;
  static override properties = { ...AskingFold.properties, incident: { attribute: false } };

  protected override path(): string {
    return "agencies";
  }

  protected override summary(): string {
    return moveWord("add_agency");
  }

  protected override whole({ results }: { results: readonly Listed[] }): TemplateResult {
    const { incident } = this;
    const there = incident.assignments.filter(isActive).map((part) => part.agency.code);
    const free = results.filter(({ code, active }) => active && !there.includes(code));
    if (free.length === 0)
      return html`
        <p class="muted">${gettext("Semua instansi sudah dipanggil ke kejadian ini.")}</p>
      `;
    const led = incident.assignments.some((part) => isActive(part) && part.role === "lead");
    const roles = ROLES.filter((role) => role !== "lead" || !led);
    const choices = free.map(({ code, name }) => ({ code, name: inLanguage(name.id, name.en) }));
    const submit = (event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const agency = choices.find(({ code }) => code === data.get("agency"));
      const role = data.get("role");
      if (agency && typeof role === "string") this.desk.send(wish.callAgency(incident, agency, role));
    };
    return html`
      <form class="stack" @submit=${submit}>
        <label for="call-agency">${gettext("Instansi")}</label>
        <select id="call-agency" name="agency" required>
          <option value="">${gettext("Pilih instansi…")}</option>
          ${options(choices, "")}
        </select>
        <label for="call-role">${gettext("Sebagai")}</label>
        <select id="call-role" name="role">
          ${options(
            roles.map((code) => ({ code, name: roleWord(code) })),
            "support",
          )}
        </select>
        <button data-move="add_agency" ?disabled=${this.desk.actions.isBusy(incident.id)}>
          ${moveWord("add_agency")}
        </button>
      </form>
    `;
  }
}
