// Keeps the progress of a rehearsal fresh without drawing the page anew; without this script the page reloads itself.

const LOOK_MS = 1000;

/** What the server shows now, put in place; true for as long as there is progress to follow. */
export async function look(place: Document, address: string): Promise<boolean> {
  const shown = place.getElementById("progress");
  if (!shown) return false;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return true;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
  if (!fresh) return false;
  // The button keeps the focus of whoever is about to press it: only what is read is replaced.
  for (const part of ["h2", "progress", "p"]) {
    const [old, now] = [shown.querySelector(part), fresh.querySelector(part)];
    if (old && now && old.outerHTML !== now.outerHTML) old.replaceWith(now);
  }
  return true;
}

export async function follow(place: Document, address: string, ended: () => void): Promise<void> {
  let running = true;
  while (running) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    try {
      running = await look(place, address);
    } catch {
      // The line is gone for a moment: the numbers wait, and the next look finds them.
    }
  }
  ended();
}

if (document.getElementById("progress")) {
  void follow(document, location.href, () => location.reload());
}
