// What every map of a page is drawn from, fetched once for all of them: the areas and the stations.

import type { Desk } from "../core/desk";
import { type AreaCollection, type Base, baseOf } from "./base";
import type { StationPlace } from "./marks";

export interface Ground {
  readonly base: Base;
  readonly stations: readonly StationPlace[];
}

const fetched = new WeakMap<Desk, Promise<Ground | null>>();

/** Null when the server does not answer; the next one to ask asks it again. */
export function groundOf(desk: Desk): Promise<Ground | null> {
  const asked = fetched.get(desk) ?? fetch(desk);
  fetched.set(desk, asked);
  void asked.then((ground) => {
    if (ground === null) fetched.delete(desk);
  });
  return asked;
}

async function fetch(desk: Desk): Promise<Ground | null> {
  const [areas, stations] = await Promise.all([desk.ask("get", "areas.geojson"), desk.ask("get", "stations")]);
  if (areas === null || stations === null) return null;
  return { base: baseOf(areas as AreaCollection), stations: (stations as { results: StationPlace[] }).results };
}
