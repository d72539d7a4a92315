/** Tells a password manager whose password this is. Inert: nobody else needs it, and a dialog must not focus it. */
export function HiddenUsername({ username }: { username: string }) {
  return (
    <input
      className="visually-hidden"
      type="text"
      name="username"
      autoComplete="username"
      value={username}
      readOnly
      tabIndex={-1}
      inert
    />
  );
}
