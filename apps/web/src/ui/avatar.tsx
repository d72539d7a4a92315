import { useState } from 'react';

interface AvatarProps {
  name: string;
  url?: string | null | undefined;
  /** In pixels. */
  size?: number | undefined;
}

const COLOURS = 6;

/** A picture of somebody, or their initials. Decoration: the name stands beside it. */
export function Avatar({ name, url, size = 40 }: AvatarProps) {
  const [brokenUrl, setBroken] = useState<string>();
  const box = { width: size, height: size };

  if (url && url !== brokenUrl)
    return (
      <img
        className="avatar"
        src={url}
        alt=""
        {...box}
        loading="lazy"
        referrerPolicy="no-referrer"
        onError={() => setBroken(url)}
      />
    );
  return (
    <svg className="avatar" viewBox="0 0 40 40" {...box} data-colour={colourOf(name)} aria-hidden>
      <rect width="40" height="40" />
      <text x="20" y="20">
        {initialsOf(name)}
      </text>
    </svg>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return [first, last]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

function colourOf(name: string): number {
  return (
    [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % COLOURS
  );
}
