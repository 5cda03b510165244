// Pictures behind the map. A part of its own: most centres have no source for them and never load it.

import type { Map as LeafletMap } from "leaflet";
import { TileLayer } from "leaflet/src/layer/tile/TileLayer.js";

export function addTiles(map: LeafletMap, url: string, come: (come: boolean) => void): void {
  const layer = new TileLayer(url, { maxZoom: 18, updateWhenIdle: true });
  layer.on("tileerror", () => come(false));
  layer.on("tileload", () => come(true));
  layer.addTo(map);
}
