// Small pieces that several elements draw alike.

import { html, nothing, type TemplateResult } from "lit";
import type { Action, Versus } from "../core/actions";
import { countdown, timeOfDay } from "../core/clock";
import type { Desk } from "../core/desk";
import { gettext } from "../core/strings";
import type { Choice, Deadline, Id } from "../core/types";
import { deadlineWord, moveWord, priorityLook } from "../core/words";

export type Drawn = TemplateResult | typeof nothing;

/** Number, word and shape: never colour alone. */
export function priorityChip(priority: string): TemplateResult {
  const { shape, word } = priorityLook(priority);
  return html`
    <span class="chip ${priority.toLowerCase()}">
      <span aria-hidden="true">${shape}</span>
      ${priority}
      <span class="chip-word">${word}</span>
    </span>
  `;
}

export function exerciseTag(exercise: boolean): Drawn {
  return exercise
    ? html`
        <span class="tag">${gettext("LATIHAN")}</span>
      `
    : nothing;
}

/** A case handled by rules that the coordinator changed in an emergency, which fewer people have read than any other. */
export function emergencyTag(procedure: { readonly emergency?: boolean } | null | undefined): Drawn {
  return procedure?.emergency
    ? html`
        <span class="tag">${gettext("SOP DARURAT")}</span>
      `
    : nothing;
}

/** `04:12`, `00:41 segera`, `+02:05`: while the line is down the digits go on in outline, since nobody confirms them. */
export function clockCell(desk: Desk, deadline: Deadline | undefined): Drawn {
  if (!deadline) return nothing;
  const { text, urgency } = countdown(deadline.due_at, desk.clock.now());
  const word =
    urgency === "soon"
      ? html`
          <span class="clock-word">${gettext("segera")}</span>
        `
      : nothing;
  const sure = desk.line === "live" ? "" : "unsure";
  const title = gettext("batas %(what)s", { what: deadlineWord(deadline.kind) });
  return html`
    <span class="clock ${urgency} ${sure}" title=${title}>${text}${word}</span>
  `;
}

export function timeCell(desk: Desk, at: string, seconds = false): TemplateResult {
  return html`
    <time datetime=${at}>${timeOfDay(at, desk.config.timezone, seconds)}</time>
  `;
}

export function keyHint(key: string): TemplateResult {
  return html`
    <kbd aria-hidden="true">${key}</kbd>
  `;
}

export function options(choices: readonly Choice[], chosen: string): TemplateResult[] {
  return choices.map(
    ({ code, name }) => html`
      <option value=${code} ?selected=${code === chosen}>${name}</option>
    `,
  );
}

/** A list that has not heard anything yet. */
export function loading(): TemplateResult {
  return html`
    <p class="muted">${gettext("Memuat papan…")}</p>
    <div class="skeleton" aria-hidden="true"></div>
    <div class="skeleton" aria-hidden="true"></div>
    <div class="skeleton" aria-hidden="true"></div>
  `;
}

/** What became of the last thing a hand asked for here, until the card shows it. */
export function pendingMark(desk: Desk, subject: Id): Drawn {
  const actions = desk.actions.of(subject);
  if (actions.length === 0) return nothing;
  return html`
    <div class="pending" role="status">${actions.map((action) => mark(desk, action))}</div>
  `;
}

function mark(desk: Desk, action: Action): TemplateResult {
  const slowness = desk.actions.slowness(action);
  switch (action.state) {
    case "stuck":
      return html`
        <p class="problem">
          ${gettext("%(what)s TIDAK terkirim.", { what: action.label })}
          <button @click=${() => desk.actions.again(action)}>${gettext("Kirim lagi")}</button>
          <button @click=${() => desk.actions.drop(action)}>${gettext("Batalkan")}</button>
        </p>
      `;
    case "asleep":
      return html`
        <p class="problem">${gettext("%(what)s menunggu Anda masuk lagi.", { what: action.label })}</p>
      `;
    case "waiting":
      return html`
        <p class="problem">
          ${gettext("%(what)s belum terkirim, mencoba lagi (percobaan %(n)s).", { what: action.label, n: action.tries })}
        </p>
      `;
    case "conflict":
    case "refused":
      return refusal(desk, action);
    default:
      return html`
        <p class=${slowness === "fresh" ? "muted" : "problem"}>
          ${
            slowness === "fresh"
              ? gettext("%(what)s…", { what: action.label })
              : gettext("%(what)s: menunggu kepastian dari server…", { what: action.label })
          }
        </p>
      `;
  }
}

/** Somebody was faster: what this hand wanted beside what is there now, and nothing is written over unasked. */
function choice(desk: Desk, action: Action, versus: Versus): TemplateResult {
  const insist = () => {
    const wish = versus.again(desk.store);
    if (wish) desk.send(wish);
  };
  return html`
    <div class="conflict" role="alert">
      <p class="problem">${action.label}: ${action.refusal?.message}</p>
      <dl class="versus">
        <dt>${gettext("Pilihan Anda")}</dt>
        <dd>${versus.yours(desk.config)}</dd>
        <dt>${gettext("Sekarang di pusat")}</dt>
        <dd>${versus.theirs(desk.config, desk.store)}</dd>
      </dl>
      <button data-choice="mine" @click=${insist}>${gettext("Pakai pilihan saya")}</button>
      <button data-choice="theirs" @click=${() => desk.actions.drop(action)}>
        ${gettext("Biarkan yang di pusat")}
      </button>
    </div>
  `;
}

function refusal(desk: Desk, action: Action): TemplateResult {
  if (action.versus && action.refusal?.code === "changed") return choice(desk, action, action.versus);
  const { message = "", allowed = [], fields = {} } = action.refusal ?? {};
  return html`
    <div class="conflict">
      <p class="problem">${action.label}: ${message || gettext("ditolak")}</p>
      ${Object.values(fields).map(
        (texts) => html`
          <p class="problem">${texts.join(" ")}</p>
        `,
      )}
      ${
        allowed.length > 0
          ? html`
              <p>${gettext("Yang bisa sekarang: %(moves)s.", { moves: allowed.map(moveWord).join(", ") })}</p>
            `
          : nothing
      }
      <button class="quiet" @click=${() => desk.actions.drop(action)}>${gettext("Mengerti")}</button>
    </div>
  `;
}
