// The keys of a screen, in one registry: the page obeys it and the F1 card is written from it.

export interface KeyBinding {
  readonly keys: string;
  readonly does: () => string;
  /** Without an event when the command line or a button asks for it. */
  run(event?: KeyboardEvent): void;
  /** Listed in the card, but handled by the element that has the focus. */
  readonly local?: boolean;
  /** Not shown and not obeyed while false: nothing stands on the screen that does not work. */
  readonly when?: () => boolean;
}

/** `Shift+F9`, `Ctrl+Enter`, `F2`: how a key event is written in the registry. */
export function nameOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">): string {
  const parts = [
    event.ctrlKey || event.metaKey ? "Ctrl" : "",
    event.altKey ? "Alt" : "",
    event.shiftKey ? "Shift" : "",
  ];
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [...parts.filter((part) => part !== ""), key].join("+");
}

export class KeyRegistry {
  private readonly bindings: KeyBinding[] = [];

  add(...bindings: readonly KeyBinding[]): void {
    this.bindings.push(...bindings);
  }

  /** What the card lists now. */
  listed(): readonly KeyBinding[] {
    return this.bindings.filter((binding) => binding.when?.() ?? true);
  }

  /** Runs what is bound to the event. Keys of the browser that mean nothing here stay the browser's. */
  obey(event: KeyboardEvent): boolean {
    const name = nameOf(event);
    const binding = this.listed().find((each) => each.local !== true && each.keys.split(" / ").includes(name));
    if (!binding) return false;
    event.preventDefault();
    binding.run(event);
    return true;
  }

  /** The same by another way than the key: a button, a command. False where it means nothing now. */
  press(keys: string): boolean {
    const binding = this.listed().find((each) => each.local !== true && each.keys.split(" / ").includes(keys));
    binding?.run();
    return binding !== undefined;
  }
}
