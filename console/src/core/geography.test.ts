import { describe, expect, it } from "vitest";
import { bearing, metresBetween, worldPerMetre, worldPoint } from "./geography";

const ALUN_ALUN = { lat: -8.0653, lon: 111.902 };

describe("the flat world", () => {
  it("has the crossing of equator and Greenwich in its middle, and north on top", () => {
    expect(worldPoint(0, 0)).toEqual({ x: 0.5, y: 0.5 });
    expect(worldPoint(10, 0).y).toBeLessThan(0.5);
    expect(worldPoint(0, 180).x).toBe(1);
  });

  it("knows how long a metre is where one stands", () => {
    const east = { lat: ALUN_ALUN.lat, lon: ALUN_ALUN.lon + 0.01 };
    const across = worldPoint(east.lat, east.lon).x - worldPoint(ALUN_ALUN.lat, ALUN_ALUN.lon).x;
    expect(across / worldPerMetre(ALUN_ALUN.lat)).toBeCloseTo(metresBetween(ALUN_ALUN, east), 0);
  });

  it.each([
    [0.01, 0, 0],
    [0, 0.01, 90],
    [-0.01, 0, 180],
    [0, -0.01, 270],
  ])("names the direction of a step of %f, %f as %i degrees", (lat, lon, degrees) => {
    expect(bearing(ALUN_ALUN, { lat: ALUN_ALUN.lat + lat, lon: ALUN_ALUN.lon + lon })).toBeCloseTo(degrees, 0);
  });
});
