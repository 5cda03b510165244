import { html, nothing, type TemplateResult } from "lit";
import { Readings } from "../core/exchange";
import { unreadOf } from "../core/unread";
import { gettext } from "../core/strings";
import type { Incident, Message } from "../core/types";
import * as wish from "../core/field-wishes";
import { PscElement } from "./element";
import { pendingMark, timeCell } from "./parts";

/** Messages between everybody at work on an incident, and whose screens have shown each. */
export class PscExchange extends PscElement {
  declare incident: Incident;
  static override properties = { ...PscElement.properties, incident: { attribute: false } };
  private readonly readings = new Readings();
  private watcher: IntersectionObserver | null = null;
  /** Whether somebody can really see the list now: a receipt for what lies below the edge would be a lie. */
  private inSight = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
  }

  protected override firstUpdated(): void {
    this.watcher = new IntersectionObserver((entries) => {
      this.inSight = entries.at(-1)?.isIntersecting ?? false;
      this.giveReceipts();
    });
    const end = this.querySelector(".messages-end");
    if (end) this.watcher.observe(end);
  }

  protected override updated(): void {
    this.giveReceipts();
  }

  protected override render(): TemplateResult {
    const messages = this.incident.messages ?? [];
    return html`
      <section class="exchange" aria-label=${gettext("Pesan antarinstansi")}>
        <h3>
          ${gettext("Pesan")}
          <span class="number">${messages.length}</span>
        </h3>
        <ul class="lines" id="messages">
          ${messages.map((message) => this.line(message))}
        </ul>
        <span class="messages-end" aria-hidden="true"></span>
        ${this.desk.moves.readsOnly ? nothing : this.form()} ${pendingMark(this.desk, `message:${this.incident.id}`)}
      </section>
    `;
  }

  private line(message: Message): TemplateResult {
    const own = message.from.audience === this.desk.config.audience;
    const readers = message.read_by.map((receipt) => receipt.name).join(", ");
    return html`
      <li data-message=${message.id} class=${own ? "own" : ""}>
        <span class="muted small">
          ${timeCell(this.desk, message.at)}
          <b>${message.from.name}</b>
          · ${message.from.author}
        </span>
        <span class="words">${message.text}</span>
        <span class="muted small receipts">
          ${readers === "" ? gettext("belum dibaca siapa pun") : gettext("dibaca: %(who)s", { who: readers })}
        </span>
      </li>
    `;
  }

  private form(): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector("textarea");
      const text = field?.value.trim() ?? "";
      if (!field || text === "") return;
      this.desk.send(wish.message(this.incident, text));
      field.value = "";
    };
    return html`
      <form class="inline" @submit=${submit}>
        <label class="hidden-but-heard" for="message-${this.incident.id}">
          ${gettext("Pesan untuk semua instansi")}
        </label>
        <textarea
          id="message-${this.incident.id}"
          rows="2"
          maxlength="2000"
          placeholder=${gettext("Pesan untuk semua instansi")}
        ></textarea>
        <button data-move="message">${gettext("Kirim pesan")}</button>
      </form>
    `;
  }

  private giveReceipts(): void {
    const { desk, incident } = this;
    if (!this.inSight || desk.moves.readsOnly || document.visibilityState !== "visible") return;
    const owed = this.readings.owed(unreadOf(incident, desk.config.audience), performance.now());
    if (owed.length > 0) void desk.ask("post", `incidents/${incident.id}/messages/read`, { messages: owed });
  }
}
