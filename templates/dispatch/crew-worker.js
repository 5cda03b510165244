// Keeps the crew's page on its telephone: the page and its files, never an answer of the API.
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
const PAGE = "{% url 'console' 'crew' %}";
const CACHE = "psc-crew";
/** A network that hangs is no network (milliseconds). */
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(keepPage)
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && path === PAGE) event.respondWith(page(request));
  else if (FILES.includes(path)) event.respondWith(caches.match(path).then((kept) => kept ?? fetch(request)));
});

/** The page that brought this worker, or the one of a new build, was loaded past it: it is asked for once more. */
async function keepPage() {
  try {
    await keep(await fetch(PAGE));
  } catch {
    // The next opening keeps it.
  }
}

/** A sign-in page is never kept in the page's place. */
async function keep(answer) {
  if (answer.ok && !answer.redirected) await (await caches.open(CACHE)).put(PAGE, answer.clone());
}

/** The server's page where there is one. */
async function page(request) {
  try {
    const answer = await Promise.race([fetch(request), tooLate()]);
    await keep(answer);
    if (answer.status < 500) return answer;
  } catch {
    // Nobody answered: what is kept.
  }
  return (await (await caches.open(CACHE)).match(PAGE)) ?? Response.error();
}

function tooLate() {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("nobody answered")), PATIENCE);
  });
}

/** Files of an older build go. */
async function tidy() {
  const cache = await caches.open(CACHE);
  for (const kept of await cache.keys()) {
    const { pathname } = new URL(kept.url);
    if (pathname !== PAGE && !FILES.includes(pathname)) await cache.delete(kept);
  }
}
