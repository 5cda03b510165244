// Small cards for the tests: every field filled, each test names only what it is about.

import type { Interview } from "./interview";
import type { Place } from "./places";
import type {
  AlarmCard,
  Assignment,
  Cards,
  Config,
  Frame,
  HelpCall,
  Id,
  Incident,
  Message,
  Patients,
  Report,
  Unit,
} from "./types";

export const NOON = "2026-03-01T05:00:00Z";

export function frame(after: number | null, position: number, cards: Cards, gone: readonly Id[] = []): Frame {
  return { after, position, cards, gone };
}

export function anAssignment(fields: Partial<Assignment> = {}): Assignment {
  return {
    id: "as-1",
    agency: { code: "damkar", name: "Damkar", phone: "0355-111" },
    role: "lead",
    status: "alerted",
    since: NOON,
    decree: "SK 12/2026",
    article: "4",
    obligation: "memadamkan",
    units: [],
    ...fields,
  };
}

export function anIncident(fields: Partial<Incident> = {}): Incident {
  return {
    id: "in-1",
    rev: 1,
    number: "26-000412",
    type: "FIR-BUILDING",
    type_name: { id: "Kebakaran bangunan", en: "Building fire" },
    priority: "P1",
    stage: "opened",
    place: "Pasar Baru No 196",
    lat: -8.06,
    lon: 111.9,
    opened_at: NOON,
    exercise: false,
    reports: [],
    assignments: [],
    deadlines: [],
    notes: [],
    ...fields,
  };
}

const CENTRE = { audience: "centre", name: "PSC 112", author: "Operator" };

export function aMessage(fields: Partial<Message> = {}): Message {
  return { id: "me-1", at: NOON, heard_at: NOON, from: CENTRE, text: "Jalan putus", read_by: [], ...fields };
}

export function somePatients(fields: Partial<Patients> = {}): Patients {
  return { id: "pa-1", at: NOON, from: CENTRE, triage: "merah", count: 1, destination: "", ...fields };
}

export function aHelpCall(fields: Partial<HelpCall> = {}): HelpCall {
  return {
    id: "he-1",
    at: NOON,
    heard_at: NOON,
    from: { audience: "agency:1", name: "Damkar", author: "Danton" },
    panic: false,
    text: "",
    lat: null,
    lon: null,
    answered_at: null,
    ...fields,
  };
}

export function aReport(fields: Partial<Report> = {}): Report {
  return {
    id: "re-1",
    rev: 1,
    number: "26-001001",
    channel: "call",
    status: "received",
    received_at: NOON,
    text: "rumah terbakar di pasar baru",
    place: "pasar baru",
    lat: null,
    lon: null,
    caller: null,
    claimed_by: null,
    suggestion: { type: "FIR-BUILDING", priority: "P1", confidence: 0.9, evidence: [], alternatives: [] },
    screening: { score: 0, reasons: [] },
    duplicates: [],
    exercise: false,
    deadlines: [],
    ...fields,
  };
}

export function anInterview(fields: Partial<Interview> = {}): Interview {
  return {
    type: "FIR-BUILDING",
    priority: "P1",
    why: [],
    procedure: { id: "pv-1", version: 7 },
    suggestion: {
      type: "FIR-BUILDING",
      priority: "P1",
      confidence: 0.9,
      evidence: [{ word: "terbakar", phrase: "rumah terbakar", type: "FIR-BUILDING", kind: "phrase" }],
      alternatives: [{ type: "FIR-WASTE", priority: "P3", confidence: 0.1 }],
    },
    questions: [],
    answered: [],
    advice: null,
    ...fields,
  };
}

export function aPlace(fields: Partial<Place> = {}): Place {
  return {
    id: "pl-1",
    name: "Kaliwungu",
    kind: "village",
    within: "Kec. Ngunut",
    lat: -8.102,
    lon: 112.026,
    radius_m: 1200,
    how: "alike",
    ...fields,
  };
}

export function aUnit(fields: Partial<Unit> = {}): Unit {
  return {
    id: "un-1",
    rev: 1,
    call_sign: "PMK-1",
    kind: "engine",
    agency: { code: "damkar", name: "Damkar" },
    station: "Pos Kota",
    capabilities: ["fire"],
    status: "available",
    incident: null,
    since: NOON,
    ...fields,
  };
}

export function anAlarm(fields: Partial<AlarmCard> = {}): AlarmCard {
  return {
    id: "al-1",
    rev: 1,
    class: "A2",
    kind: "acknowledge",
    for: "dispatcher",
    raised_at: NOON,
    incident: "in-1",
    report: null,
    assignment: "as-1",
    number: "26-000412",
    agency: { code: "damkar", name: "Damkar" },
    phone: "0355-111",
    calls: [],
    acknowledged: null,
    shelved: null,
    ...fields,
  };
}

const AID_MOVES = {
  offer: ["asked"],
  decline: ["asked", "offered"],
  accept: ["offered"],
  depart: ["accepted"],
  arrive: ["accepted", "on_the_way"],
  release: ["arrived"],
  return: ["released"],
  withdraw: ["asked", "offered", "accepted", "on_the_way"],
};

export function aConfig(fields: Partial<Config> = {}): Config {
  return {
    user: {
      id: "u-1",
      name: "Operator",
      roles: ["call_taker", "dispatcher"],
      agency: null,
      unit: null,
      language: "id",
    },
    audience: "centre",
    console: "board",
    moves: {
      report: {
        claim: ["received"],
        open: ["received", "claimed"],
        attach: ["received", "claimed"],
        dismiss: ["received", "claimed"],
        undo: ["opened", "attached", "dismissed"],
      },
      aid: AID_MOVES,
      helpers: ["offer", "decline", "depart", "arrive", "return"],
      assignment: {
        acknowledge: ["alerted", "delivered"],
        decline: ["alerted", "delivered"],
        send: ["alerted", "delivered", "acknowledged", "responding", "on_scene"],
        done: ["acknowledged", "responding", "on_scene"],
      },
      unit_assignment: {
        en_route: ["assigned"],
        on_scene: ["en_route"],
        transporting: ["on_scene"],
        at_hospital: ["transporting"],
        cleared: ["on_scene", "at_hospital"],
        cancelled: ["assigned", "en_route"],
      },
      incident: {
        reclassify: ["opened", "alerted", "responding", "on_scene"],
        add_agency: ["opened", "alerted", "responding", "on_scene"],
        note: ["opened", "alerted", "responding", "on_scene", "closed", "cancelled"],
        close: ["opened", "alerted", "responding", "on_scene"],
        reopen: ["closed", "cancelled"],
      },
    },
    limit_reasons: [{ code: "in_contact", name: "Sudah dihubungi" }],
    shelving: { minutes: [5, 15, 30], reasons: [{ code: "waiting", name: "Menunggu pihak lain" }] },
    decline_reasons: [{ code: "no_unit", name: "Tidak ada unit" }],
    dispositions: {
      report: [{ code: "prank", name: "Prank" }],
      incident: [{ code: "resolved", name: "Selesai ditangani" }],
    },
    types: [{ code: "FIR-BUILDING", name: "Kebakaran bangunan", group: "fire", priority: "P1" }],
    priorities: ["P1", "P2", "P3", "P4", "P5"],
    demo: true,
    timezone: "Asia/Jakarta",
    ...fields,
  };
}
