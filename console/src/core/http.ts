// Talking to /api/v1/. The session cookie says who we are; the token against forgery is read afresh for every
// request, because signing in again in place changes it.

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Seconds, where the server named them. */
  readonly retryAfter: number | null;
}

/** What a refusal says (`{"error": {...}}`). */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly allowed: readonly string[];
}

/** A server that neither answers nor closes must not hold a hand for longer (milliseconds). */
const PATIENCE_MS = 12_000;
/** A picture from a telephone with two bars of signal takes its time. */
const PICTURE_PATIENCE_MS = 120_000;
const ROOT = "/api/v1/";

export interface Http {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, key?: string): Promise<Answer>;
}

function csrfToken(): string {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return cookie ?? document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

async function readAnswer(response: Response): Promise<Answer> {
  const wait = Number(response.headers.get("Retry-After"));
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  return {
    status: response.status,
    body: isJson ? ((await response.json()) as unknown) : null,
    retryAfter: wait > 0 ? wait : null,
  };
}

/** Throws only when no answer came at all; `answered` hears of every answer, because it proves that a server is there. */
export function browserHttp(language: string, answered: () => void): Http {
  const ask = async (
    path: string,
    request: Omit<RequestInit, "headers"> & { headers?: Record<string, string> },
  ): Promise<Answer> => {
    const headers = { Accept: "application/json", "Accept-Language": language, ...request.headers };
    const signal = AbortSignal.timeout(request.body instanceof Blob ? PICTURE_PATIENCE_MS : PATIENCE_MS);
    const response = await fetch(ROOT + path, { ...request, headers, signal, credentials: "same-origin" });
    if (!isAway(response.status)) answered();
    return readAnswer(response);
  };
  return {
    get: (path) => ask(path, { method: "GET" }),
    post: (path, body, key) =>
      ask(path, {
        method: "POST",
        body: body instanceof Blob ? body : JSON.stringify(body),
        headers: {
          "Content-Type": body instanceof Blob ? body.type : "application/json",
          "X-CSRFToken": csrfToken(),
          ...(key === undefined ? {} : { "Idempotency-Key": key }),
        },
      }),
  };
}

export function refusalOf(answer: Answer): Refusal {
  const error = (answer.body as { error?: Partial<Refusal> } | null)?.error ?? {};
  return {
    code: error.code ?? String(answer.status),
    message: error.message ?? "",
    fields: error.fields ?? {},
    allowed: error.allowed ?? [],
  };
}

/** Nobody is there, or somebody in between says so: the same request may be sent again. */
export function isAway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}
