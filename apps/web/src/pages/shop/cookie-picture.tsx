import { crumbs, doughOf } from './cookie-recipe.ts';

/** A drawing of a cookie. Says nothing that its name beside it does not say. */
export function CookiePicture({ slug }: { slug: string }) {
  const { dough, edge, topping } = doughOf(slug);

  return (
    <svg className="cookie-picture" viewBox="0 0 120 120" aria-hidden="true">
      <circle cx="60" cy="60" r="52" fill={edge} />
      <circle cx="58" cy="57" r="49" fill={dough} />
      <path d="M22 44a42 42 0 0 1 32-24" className="cookie-shine" />
      {crumbs(slug).map(({ x, y, size, turn }) => (
        <rect
          key={`${x} ${y}`}
          x={x - size / 2}
          y={y - size / 2}
          width={size}
          height={size * 0.8}
          rx={size / 3}
          fill={topping}
          transform={`rotate(${turn} ${x} ${y})`}
        />
      ))}
    </svg>
  );
}
