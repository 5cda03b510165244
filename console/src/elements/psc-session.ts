import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/**
 * The session ended: sign in again in place, over everything that was typed. The form goes to the same page that
 * signs everybody in, so that there is one door only.
 */
export class PscSession extends PscElement {
  declare signInUrl: string;
  declare message: string;
  static override properties = {
    ...PscElement.properties,
    signInUrl: { attribute: false },
    message: { state: true },
  };

  constructor() {
    super();
    this.message = "";
  }

  protected override render(): TemplateResult {
    return html`
      <dialog
        id="session-dialog"
        aria-label=${gettext("Sesi berakhir")}
        @cancel=${(event: Event) => event.preventDefault()}
      >
        <h2>${gettext("Sesi Anda berakhir")}</h2>
        <p>${gettext("Yang Anda ketik tetap ada. Masuk lagi untuk meneruskan.")}</p>
        ${
          this.message
            ? html`
                <p class="problem" role="alert">${this.message}</p>
              `
            : nothing
        }
        <form class="stack" @submit=${this.submit}>
          <label for="again-username">${gettext("Nama pengguna")}</label>
          <input id="again-username" name="username" autocomplete="username" required />
          <label for="again-password">${gettext("Kata sandi")}</label>
          <input id="again-password" name="password" type="password" autocomplete="current-password" required />
          <button class="primary">${gettext("Masuk lagi")}</button>
        </form>
        <p class="small">
          <a href=${this.signInUrl} target="_blank" rel="noopener">${gettext("Buka halaman masuk di jendela lain")}</a>
          <button class="quiet" @click=${() => void this.look()}>${gettext("Saya sudah masuk")}</button>
        </p>
      </dialog>
    `;
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (this.desk.expired && dialog?.open === false) dialog.showModal();
    if (!this.desk.expired && dialog?.open === true) dialog.close();
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.set(name, value);
    body.set("csrfmiddlewaretoken", await freshToken(this.signInUrl));
    body.set("next", "/healthz");
    try {
      await fetch(this.signInUrl, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    } catch {
      this.message = gettext("Server tidak menjawab. Coba lagi.");
      return;
    }
    form.querySelector<HTMLInputElement>("[name=password]")?.focus();
    await this.look();
  };

  /** Whoever signed in must be the person whose draft and board stand here; anybody else starts afresh. */
  private async look(): Promise<void> {
    const answer = await this.desk.http.get("me").catch(() => null);
    if (answer === null) this.message = gettext("Server tidak menjawab. Coba lagi.");
    else if (answer.status >= 300) this.message = gettext("Belum masuk: periksa nama pengguna dan kata sandi.");
    else if ((answer.body as { id: string }).id === this.desk.config.user.id) {
      this.message = "";
      this.querySelector("form")?.reset();
      this.desk.signedInAgain();
    } else location.reload();
  }
}

/** The token against forgery of the sign-in page itself: the old one may have gone with the session. */
async function freshToken(url: string): Promise<string> {
  try {
    const page = await (await fetch(url, { credentials: "same-origin" })).text();
    return /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(page)?.[1] ?? "";
  } catch {
    return "";
  }
}
