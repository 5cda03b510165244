import { html, nothing, type TemplateResult } from "lit";
import { newKey } from "../core/actions";
import { Memory } from "../core/crew";
import { IndexedShelf, Outbox } from "../core/outbox";
import { PscShell } from "./psc-shell";

/** How often what waits is tried again (milliseconds): iOS wakes no page when the network is back. */
const TRY_MS = 15_000;
/** Where the worker keeps the page (`templates/dispatch/crew-worker.js`). */
const PAGES = "psc-crew";

/** A crew's telephone: one job, and an outbox that outlives a dead network and an empty battery. */
export class PscCrew extends PscShell {
  protected override readonly panels = [".job", "#alarms"];
  private outbox!: Outbox;
  private memory!: Memory;
  private kept = -1;
  private wasLive = false;
  private leaving = false;
  private timer: ReturnType<typeof setInterval> | null = null;

  override connectedCallback(): void {
    const { desk } = this;
    const { user } = desk.config;
    const hooks = {
      changed: () => desk.changed(),
      taken: () => desk.changed(),
      expired: () => desk.sessionEnded(),
    };
    this.outbox = new Outbox(desk.http, new IndexedShelf(indexedDB, `psc-outbox-${user.id}`), hooks, newKey);
    this.memory = new Memory(localStorage, user.id);
    this.memory.forgetOthers();
    this.showLastJob();
    super.connectedCallback();
    void this.outbox.start();
    this.timer = setInterval(this.tryAgain, TRY_MS);
    addEventListener("online", this.tryAgain);
    document.addEventListener("visibilitychange", this.tryAgain);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.timer !== null) clearInterval(this.timer);
    removeEventListener("online", this.tryAgain);
    document.removeEventListener("visibilitychange", this.tryAgain);
  }

  protected override content(): TemplateResult {
    return html`
      <main class="crew ${this.desk.line}">
        <psc-job .desk=${this.desk} .outbox=${this.outbox}></psc-job>
      </main>
    `;
  }

  protected override updated(): void {
    const { desk } = this;
    const live = desk.line === "live";
    if (live && !this.wasLive) this.tryAgain();
    this.wasLive = live;
    if (this.leaving || desk.store.position === null || desk.store.version === this.kept) return;
    this.kept = desk.store.version;
    this.memory.keep({ incidents: [...desk.store.incidents.values()], units: [...desk.store.units.values()] });
  }

  /** Without a network the page still knows its job; it claims no position, so the first frame replaces all of it. */
  private showLastJob(): void {
    const frame = this.memory.frame();
    if (!frame) return;
    this.desk.store.apply(frame);
    this.desk.store.position = null;
  }

  /** The job and the page with this person's name; what was done and is not sent yet waits for the same account. */
  protected override async forget(): Promise<void> {
    this.leaving = true;
    this.memory.forget();
    // Without a certificate there is neither a worker nor its cache.
    if ("caches" in globalThis) await (await caches.open(PAGES)).delete(location.pathname);
  }

  private readonly tryAgain = (): void => void this.outbox.drain();

  protected override commandLine(): typeof nothing {
    return nothing;
  }
}
