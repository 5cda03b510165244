import { expect, test, vi } from "vitest";
import { KeyRegistry, nameOf } from "./keys";

function press(key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent {
  const none = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
  return { key, ...none, ...held, preventDefault: vi.fn() } as unknown as KeyboardEvent;
}

test.each([
  [press("F9", { shiftKey: true }), "Shift+F9"],
  [press("Enter", { ctrlKey: true }), "Ctrl+Enter"],
  [press("k", { ctrlKey: true }), "Ctrl+K"],
  [press("F2"), "F2"],
])("a key is written as the card shows it", (event, name) => expect(nameOf(event)).toBe(name));

test("a bound key runs and is kept from the browser; any other stays the browser's", () => {
  const registry = new KeyRegistry();
  const run = vi.fn();
  registry.add({ keys: "F10 / Ctrl+K", does: () => "perintah", run });
  const event = press("k", { ctrlKey: true });
  expect(registry.obey(event)).toBe(true);
  expect(run).toHaveBeenCalledOnce();
  expect(event.preventDefault).toHaveBeenCalledOnce();
  const other = press("F5");
  expect(registry.obey(other)).toBe(false);
  expect(other.preventDefault).not.toHaveBeenCalled();
});

test("what does not apply now is neither listed nor obeyed; a list's own keys are listed only", () => {
  const registry = new KeyRegistry();
  const run = vi.fn();
  registry.add({ keys: "F8", does: () => "kirim", run, when: () => false });
  registry.add({ keys: "ArrowDown", does: () => "turun", run, local: true });
  expect(registry.listed().map((binding) => binding.keys)).toEqual(["ArrowDown"]);
  expect(registry.obey(press("F8"))).toBe(false);
  expect(registry.obey(press("ArrowDown"))).toBe(false);
});
