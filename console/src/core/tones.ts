// The sounds themselves: WebAudio oscillators, no files. A browser plays nothing before the first gesture, so the
// shift begins with a test tone, and a suspended context is shown on the screen until it runs.

import type { Sound } from "./alarms";

interface Note {
  readonly hertz: number;
  /** Seconds after the start, and how long. */
  readonly at: number;
  readonly lasts: number;
}

const NOTES: Readonly<Record<"two-tone" | "chime", readonly Note[]>> = {
  "two-tone": [
    { hertz: 880, at: 0, lasts: 0.2 },
    { hertz: 660, at: 0.2, lasts: 0.2 },
  ],
  chime: [{ hertz: 660, at: 0, lasts: 0.35 }],
};
const VOLUME = 0.25;
/** Rise and fall of each note (seconds): without them a loudspeaker clicks. */
const EDGE = 0.01;

export class Tones {
  private context: AudioContext | null = null;

  constructor(private readonly changed: () => void) {}

  /** Only a running context is heard; anything else is the band "SUARA MATI". */
  get alive(): boolean {
    return this.context?.state === "running";
  }

  /** Must be called from a gesture. */
  async unlock(): Promise<void> {
    if (!this.context) {
      this.context = new AudioContext();
      this.context.addEventListener("statechange", this.changed);
    }
    await this.context.resume();
    this.changed();
  }

  play(sound: Sound): void {
    if (!sound || !this.context || !this.alive) return;
    for (const note of NOTES[sound]) this.playNote(this.context, note);
  }

  private playNote(context: AudioContext, note: Note): void {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const start = context.currentTime + note.at;
    const end = start + note.lasts;
    oscillator.frequency.value = note.hertz;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(VOLUME, start + EDGE);
    gain.gain.setValueAtTime(VOLUME, end - EDGE);
    gain.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(end);
  }
}
