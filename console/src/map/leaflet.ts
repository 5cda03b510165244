// The map by Leaflet: it moves and zooms, by hand and by keyboard; what is to be seen is drawn by our own layer.
// Loaded on demand, so that a console without an open map does not carry it.

import type { LeafletMouseEvent } from "leaflet";
import { Map as LeafletMap } from "leaflet/src/map/Map.js";
import "leaflet/src/layer/Layer.js";
import "leaflet/src/map/handler/Map.DoubleClickZoom.js";
import "leaflet/src/map/handler/Map.Drag.js";
import "leaflet/src/map/handler/Map.Keyboard.js";
import "leaflet/src/map/handler/Map.ScrollWheelZoom.js";
import "leaflet/src/map/handler/Map.TouchZoom.js";
import type { Place } from "../core/geography";
import type { Base } from "./base";
import type { Circle, Mark } from "./marks";
import { Painter, type View } from "./painter";
import type { Box, MapPort, Pick, Tiles } from "./port";

/** The side of the world's picture at zoom 0 (pixels). */
const WORLD = 256;
const NEAREST_FIT = 15;
const INDONESIA = [-2.5, 118] as const;

export function openMap(place: HTMLElement, tiles: Tiles | null): MapPort {
  return new Leaflet(place, tiles);
}

class Leaflet implements MapPort {
  private readonly map: LeafletMap;
  private readonly painter: Painter;
  private tilesCome: (come: boolean) => void = () => undefined;
  private moved: () => void = () => undefined;
  private picked: (pick: Pick) => void = () => undefined;

  constructor(place: HTMLElement, tiles: Tiles | null) {
    this.map = new LeafletMap(place, {
      // Nothing glides: a map that is somewhere is there at once, for whoever asked for less motion and for all others.
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      inertia: false,
      zoomControl: false,
      attributionControl: false,
      // Pictures come in whole steps; without them the region may fill the map.
      zoomSnap: tiles ? 1 : 0.25,
      minZoom: 5,
      maxZoom: 18,
    });
    this.map.setView([...INDONESIA], 5);
    if (tiles) this.addTiles(tiles).catch(() => this.tilesCome(false));
    this.painter = new Painter(place, () => this.view(), tiles !== null);
    this.map.on("move zoom resize viewreset", () => this.painter.draw());
    this.map.on("moveend resize", () => this.moved());
    this.map.on("click", (event) => this.click(event));
    this.map.on("mousemove", (event) => {
      const { x, y } = event.containerPoint;
      place.classList.toggle("on-mark", this.painter.markAt(x, y) !== null);
    });
  }

  setBase(base: Base): void {
    this.painter.setBase(base);
  }

  setPoints(marks: readonly Mark[]): void {
    this.painter.setPoints(marks);
  }

  setCircles(circles: readonly Circle[]): void {
    this.painter.setCircles(circles);
  }

  select(id: string | null): void {
    this.painter.select(id);
  }

  fit(places: readonly Place[]): void {
    if (places.length === 0) return;
    const points = places.map(({ lat, lon }): [number, number] => [lat, lon]);
    this.map.fitBounds(points, { padding: [24, 24], maxZoom: NEAREST_FIT, animate: false });
  }

  zoom(step: 1 | -1): void {
    this.map.setZoom(this.map.getZoom() + step, { animate: false });
  }

  centre(): Place {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng };
  }

  box(): Box {
    const bounds = this.map.getBounds();
    return {
      south: bounds.getSouth(),
      west: bounds.getWest(),
      north: bounds.getNorth(),
      east: bounds.getEast(),
    };
  }

  onPick(run: (pick: Pick) => void): void {
    this.picked = run;
  }

  onMove(run: () => void): void {
    this.moved = run;
  }

  onTiles(run: (come: boolean) => void): void {
    this.tilesCome = run;
  }

  refresh(): void {
    this.map.invalidateSize({ animate: false, pan: false });
    this.painter.refresh();
  }

  destroy(): void {
    this.map.remove();
  }

  private async addTiles({ url }: Tiles): Promise<void> {
    const { addTiles } = await import("./tiles");
    addTiles(this.map, url, (come) => this.tilesCome(come));
  }

  private view(): View {
    const zoom = this.map.getZoom();
    const { min } = this.map.getPixelBounds();
    const { x, y } = this.map.getSize();
    return { scale: WORLD * 2 ** zoom, zoom, left: min?.x ?? 0, top: min?.y ?? 0, width: x, height: y };
  }

  private click(event: LeafletMouseEvent): void {
    const { x, y } = event.containerPoint;
    const { lat, lng } = event.latlng;
    this.picked({ id: this.painter.markAt(x, y), lat, lon: lng });
  }
}
