import { expect, test } from "vitest";
import { readCoordinates } from "./coordinates";

test.each([
  ["-8.0672, 111.9004", -8.0672, 111.9004],
  [" -8.0672 111.9004 ", -8.0672, 111.9004],
  ["-8,0672; 111,9004", -8.0672, 111.9004],
  ["-8,0672, 111,9004", -8.0672, 111.9004],
  ["geo:-8.06,111.90?z=16", -8.06, 111.9],
  ["https://maps.example/place/Pasar/@-8.0672,111.9004,17z/data=x", -8.0672, 111.9004],
  ["https://maps.example/?q=-8.06,111.9", -8.06, 111.9],
  ["https://maps.example/search/?api=1&query=-8.06%2C111.9", -8.06, 111.9],
  ["https://maps.example/place/@-7.1,111.1,9z/data=!3d-8.0672!4d111.9004", -8.0672, 111.9004],
])("%s is a place", (text, lat, lon) => {
  expect(readCoordinates(text)).toEqual({ lat, lon });
});

test.each([["pasar baru"], ["0812 3456"], ["-98.1, 111.9"], ["-8.06, 211.9"], [""]])("%s is none", (text) =>
  expect(readCoordinates(text)).toBeNull(),
);
