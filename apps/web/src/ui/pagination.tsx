import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Link } from './link.tsx';

interface PaginationProps {
  newerHref?: string | undefined;
  olderHref?: string | undefined;
  words: { pages: string; newer: string; older: string };
}

export function Pagination({ newerHref, olderHref, words }: PaginationProps) {
  if (!newerHref && !olderHref) return null;
  return (
    <nav className="pagination" aria-label={words.pages}>
      {newerHref && (
        <Link href={newerHref} rel="prev">
          <ChevronLeft aria-hidden className="icon" data-mirrored /> {words.newer}
        </Link>
      )}
      {olderHref && (
        <Link href={olderHref} rel="next">
          {words.older} <ChevronRight aria-hidden className="icon" data-mirrored />
        </Link>
      )}
    </nav>
  );
}
