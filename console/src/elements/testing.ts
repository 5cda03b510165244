// A desk without a server, for the tests of elements: frames are given by hand, requests are answered by hand.

import { Desk } from "../core/desk";
import { aConfig, frame } from "../core/fixtures";
import { FakeServer } from "../core/testing";
import type { Cards, Config } from "../core/types";
import type { PscElement } from "./element";

export class TestDesk {
  readonly server = new FakeServer();
  readonly desk: Desk;
  private position = 0;

  constructor(user: Partial<Config["user"]> = {}) {
    localStorage.clear();
    sessionStorage.clear();
    this.desk = new Desk(aConfig({ user: { ...aConfig().user, ...user } }), this.server);
    // Drawn when the test says so, not with the browser's frames.
    Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
  }

  /** The first frame is everything, later ones are changes. */
  async hear(cards: Cards, gone: readonly string[] = []): Promise<void> {
    const after = this.position === 0 ? null : this.position;
    this.position += 1;
    this.desk.hear(frame(after, this.position, cards, gone));
    await this.drawn();
  }

  async show<T extends PscElement>(name: string, Element: new () => T, fields: Partial<T> = {}): Promise<T> {
    if (!customElements.get(name)) customElements.define(name, Element);
    const element = new Element();
    element.desk = this.desk;
    Object.assign(element, fields);
    document.body.replaceChildren(element);
    await this.drawn();
    return element;
  }

  /** Two frames: the desk's, and the elements' answer to it. */
  async drawn(): Promise<void> {
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function press(target: Element, key: string): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

/** One space between words, as a reader sees it. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}
