import type { ReactiveController } from "lit";
import { mirrorSelection } from "../core/mirror";
import type { PscElement } from "./element";

/** While this console is on the page, what is chosen on it is chosen in the other window of its person. */
export class Mirrored implements ReactiveController {
  private stop: (() => void) | null = null;

  constructor(private readonly host: PscElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = mirrorSelection(this.host.desk);
  }

  hostDisconnected(): void {
    this.stop?.();
  }
}
