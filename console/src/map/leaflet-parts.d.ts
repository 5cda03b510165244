// The parts of Leaflet that are used, one by one: the whole of it is twice as large. A handler adds itself to the map.

declare module "leaflet/src/map/Map.js" {
  export { Map } from "leaflet";
}
declare module "leaflet/src/map/handler/*";
declare module "leaflet/src/layer/Layer.js";
declare module "leaflet/src/layer/tile/TileLayer.js" {
  export { TileLayer } from "leaflet";
}
