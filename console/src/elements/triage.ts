// Patients by colour, drawn alike wherever they stand.

import { html, type TemplateResult } from "lit";
import { totalsOf } from "../core/exchange";
import type { Patients } from "../core/types";
import { triageWord } from "../core/words-work";

/** Number and word; the colour only repeats them. */
export function triageChip(triage: string, count: number): TemplateResult {
  return html`
    <span class="triage ${triage}">${count} ${triageWord(triage)}</span>
  `;
}

export function totals(patients: readonly Patients[]): TemplateResult[] {
  return totalsOf(patients).map(({ triage, count }) => triageChip(triage, count));
}
