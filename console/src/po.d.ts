declare module "*.po" {
  const texts: Readonly<Record<string, string | readonly string[]>>;
  export default texts;
}
