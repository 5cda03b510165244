// The SOP editor, beyond what its plain forms do: saves as one types, and moves questions by keyboard and by hand.
// Whatever this script does not do - without it, or while the line is down - the buttons of the page do.

/** What the server says to a part that was sent (`agencies/editor/editing.py`). */
interface Answer {
  readonly message: string;
  readonly revision?: number;
  readonly was?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly conflict?: string;
  readonly panels?: Readonly<Record<string, string>>;
}

/** A pause in typing after which it is saved, and between tries while the line is down (milliseconds). */
const PAUSE_MS = 1_200;
const RETRY_MS = 4_000;
const PATIENCE_MS = 12_000;

class Editor {
  private dirty = false;
  /** Rises with every keystroke: what was typed while a save was under way is saved again. */
  private typed = 0;
  private saving: Promise<boolean> | null = null;
  private timer: number | undefined;

  constructor(private readonly form: HTMLFormElement) {
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty) event.preventDefault();
    });
  }

  private changed(): void {
    this.dirty = true;
    this.typed += 1;
    this.say(this.form.dataset.waiting ?? "");
    this.later(PAUSE_MS);
  }

  private later(milliseconds: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), milliseconds);
  }

  /** Whether nothing is left unsaved; one save at a time. */
  async save(): Promise<boolean> {
    window.clearTimeout(this.timer);
    if (this.saving) await this.saving;
    this.saving = this.send();
    const saved = await this.saving;
    this.saving = null;
    return saved;
  }

  /** Whether something typed is not with the server yet. */
  get unsaved(): boolean {
    return this.dirty;
  }

  /** For what leaves the page: save first, then go on. */
  async flush(): Promise<boolean> {
    return !this.dirty || this.save();
  }

  private async send(): Promise<boolean> {
    const typed = this.typed;
    this.say(this.form.dataset.saving ?? "");
    const answer = await this.ask();
    if (!answer) {
      this.say(this.form.dataset.offline ?? "");
      this.later(RETRY_MS);
      return false;
    }
    this.say(answer.message);
    this.take(answer);
    const saved = answer.panels !== undefined;
    if (saved && typed === this.typed) this.dirty = false;
    else if (saved) this.later(PAUSE_MS);
    return saved;
  }

  private async ask(): Promise<Answer | null> {
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const json = response.headers.get("Content-Type")?.includes("json") ?? false;
      return json ? ((await response.json()) as Answer) : null;
    } catch {
      return null;
    }
  }

  private take(answer: Answer): void {
    if (answer.revision !== undefined) this.setAll("revision", String(answer.revision));
    if (answer.was !== undefined) this.setAll("was", answer.was, this.form);
    for (const place of this.form.querySelectorAll<HTMLElement>("[data-error]"))
      place.textContent = answer.errors?.[place.dataset.error ?? ""] ?? "";
    put("conflict", answer.conflict ?? "");
    const panels = answer.panels ?? {};
    for (const name of ["tree", "problems", "flow"]) if (panels[name] !== undefined) put(`panel-${name}`, panels[name]);
    if (panels.fields !== undefined) this.redraw(panels.fields);
  }

  /** Only where the form itself has changed (a row more, another kind of answer): what is being typed is left alone. */
  private redraw(html: string): void {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const names = (root: ParentNode): string =>
      [...root.querySelectorAll("[name]")].map((field) => field.getAttribute("name")).join();
    const panel = document.getElementById("panel-fields");
    if (!panel || names(fresh.content) === names(panel)) return;
    const focused = document.activeElement?.getAttribute("name");
    panel.replaceChildren(fresh.content);
    if (focused) panel.querySelector<HTMLElement>(`[name="${CSS.escape(focused)}"]`)?.focus();
  }

  private setAll(name: string, value: string, root: ParentNode = document): void {
    for (const field of root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) field.value = value;
  }

  private say(text: string): void {
    const place = document.getElementById("save-state");
    if (place) place.textContent = text;
  }
}

function put(id: string, html: string): void {
  const place = document.getElementById(id);
  if (place && place.innerHTML !== html) place.innerHTML = html;
}

/** Press a button of the question's own menu: the plain form does the work. */
async function press(item: HTMLElement, work: string, editor: Editor, to?: number): Promise<void> {
  const button = item.querySelector<HTMLButtonElement>(`button[value="${work}"]`);
  if (!button?.form || button.disabled || !(await editor.flush())) return;
  const place = button.form.querySelector<HTMLInputElement>("input[name=to]");
  if (place && to !== undefined) place.value = String(to);
  button.form.requestSubmit(button);
}

function itemOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-question]") : null;
}

/** Alt and an arrow move the question that has the focus; dragging one onto another puts it in its place. */
function moveByHand(editor: Editor): void {
  let dragged: HTMLElement | null = null;
  const mark = (over: HTMLElement | null): void => {
    for (const item of document.querySelectorAll("[data-question]")) item.classList.toggle("over", item === over);
  };
  document.addEventListener("keydown", (event) => {
    const item = itemOf(event.target);
    const work = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!item || !work || !event.altKey) return;
    event.preventDefault();
    void press(item, work, editor);
  });
  document.addEventListener("dragstart", (event) => {
    dragged = itemOf(event.target);
  });
  document.addEventListener("dragover", (event) => {
    const over = itemOf(event.target);
    if (!dragged || !over) return;
    event.preventDefault();
    mark(over);
  });
  document.addEventListener("drop", (event) => {
    const over = itemOf(event.target);
    mark(null);
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const all = [...document.querySelectorAll<HTMLElement>("[data-question]")];
    void press(dragged, "to", editor, all.indexOf(over));
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
}

/** Leaving for another part, or asking for review, saves first what is typed. */
function saveBeforeLeaving(editor: Editor, form: HTMLFormElement): void {
  document.addEventListener("submit", (event) => {
    const other = event.target;
    if (!(other instanceof HTMLFormElement) || other === form || !editor.unsaved) return;
    event.preventDefault();
    const button = event.submitter;
    // Not from inside this event: a form that is being submitted ignores being asked again.
    void editor.flush().then((saved) => saved && setTimeout(() => other.requestSubmit(button)));
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !editor.unsaved || event.ctrlKey || event.metaKey || event.shiftKey || link.id === "take-theirs")
      return;
    event.preventDefault();
    void editor.flush().then((saved) => {
      if (saved) location.href = link instanceof SVGAElement ? link.href.baseVal : link.href;
    });
  });
}

const form = document.querySelector<HTMLFormElement>("#part");
if (form) {
  const editor = new Editor(form);
  moveByHand(editor);
  saveBeforeLeaving(editor, form);
  document.querySelector<HTMLElement>("[autofocus]")?.focus();
}
