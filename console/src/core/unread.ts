// Which words nobody here has seen yet. Pure: a card in, an answer out.

import type { Incident, Message } from "./types";

/** Messages that no screen of this audience has shown; one's own words need no reading. */
export function unreadOf(incident: Incident, audience: string): readonly Message[] {
  return (incident.messages ?? []).filter(
    (message) =>
      message.from.audience !== audience && !message.read_by.some((receipt) => receipt.audience === audience),
  );
}
