// The SOP editor, beyond what its plain forms do: saves as one types, and moves questions by keyboard and by hand.
// Whatever this script does not do - without it, or while the line is down - the buttons of the page do.

import { type Answer, Saver, workOf } from "../core/saver";

const PATIENCE_MS = 12_000;

/** The form of one part, with its saver. */
class Editor {
  readonly saver: Saver;

  constructor(private readonly form: HTMLFormElement) {
    const { waiting = "", saving = "", offline = "" } = form.dataset;
    this.saver = new Saver({
      ask: () => this.ask(),
      take: (answer) => this.take(answer),
      say: (text) => this.say(text),
      choose: () => document.getElementById("conflict")?.scrollIntoView({ block: "center" }),
      words: { waiting, saving, offline },
    });
    form.addEventListener("input", () => this.saver.changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.saver.press();
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.saver.unsaved) event.preventDefault();
    });
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
  if (!button?.form || button.disabled || !(await editor.saver.flush())) return;
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
    const work = workOf(event.key, event.altKey);
    if (!item || !work) return;
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
    if (!(other instanceof HTMLFormElement) || other === form || !editor.saver.unsaved) return;
    event.preventDefault();
    const button = event.submitter;
    // Not from inside this event: a form that is being submitted ignores being asked again.
    void editor.saver.flush().then((saved) => saved && setTimeout(() => other.requestSubmit(button)));
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !editor.saver.unsaved || event.ctrlKey || event.metaKey || event.shiftKey || link.id === "take-theirs")
      return;
    event.preventDefault();
    void editor.saver.flush().then((saved) => {
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
