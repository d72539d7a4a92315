/** The arch of a gate. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden>
      <path d="M4 29V14a12 12 0 0 1 24 0v15h-6V14.500a6 6 0 0 0-12 0V29z" />
      <circle cx="16" cy="18" r="2.500" />
      <path d="M15 19h2v5h-2z" />
    </svg>
  );
}
