// Two windows of one person, one selection: what is chosen on the board is chosen on the map, and the other way.

import type { Desk, Selection } from "./desk";

const CHANNEL = "psc.selection";

type Channel = Pick<BroadcastChannel, "postMessage" | "close"> & {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

interface Told {
  readonly user: string;
  readonly selection: Selection | null;
}

/** Tells the other windows what is chosen here and follows what is chosen there; returns how to stop. */
export function mirrorSelection(desk: Desk, channel: Channel = new BroadcastChannel(CHANNEL)): () => void {
  let last = desk.selection;
  const leave = desk.listen(() => {
    if (same(desk.selection, last)) return;
    last = desk.selection;
    const told: Told = { user: desk.config.user.id, selection: last };
    channel.postMessage(told);
  });
  channel.onmessage = (event) => {
    const told = event.data as Told;
    // Somebody else may have signed in in the other window.
    if (told.user !== desk.config.user.id || same(told.selection, desk.selection)) return;
    last = told.selection;
    desk.select(told.selection);
  };
  return () => {
    leave();
    channel.close();
  };
}

function same(a: Selection | null, b: Selection | null): boolean {
  return a?.id === b?.id && a?.kind === b?.kind;
}
