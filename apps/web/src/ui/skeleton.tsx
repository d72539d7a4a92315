/** Lines in place of text that is on its way. Nothing is seen of them for the first moment. */
export function Skeleton({ lines = 3 }: { lines?: number | undefined }) {
  return (
    <div className="skeleton" aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line.toString()} />
      ))}
    </div>
  );
}
