// Dark or light by a switch, not by the machine's mood: the choice is a cookie, so that Django draws the next page
// in it at once, also the sign-in page that has no script.

export type Theme = "dark" | "light";

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

export function switchTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  document.cookie = `psc_theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
