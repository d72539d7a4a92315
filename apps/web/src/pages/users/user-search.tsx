import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useRef } from 'react';
import { Field } from '../../ui/field.tsx';
import { usersWords } from '../../words/users.ts';
import { formText } from '../actions/form-text.ts';
import { stringifySearchText } from '../navigation/search-text.ts';

// Long enough to finish a word, short enough to feel at once.
const DEBOUNCE_MS = 250;

interface UserSearchProps {
  path: string;
  search: string | undefined;
  label?: string | undefined;
  /** What else the address says, and goes on to say. */
  kept?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A search that lives in the URL: it can be shared, and works as a plain form too. */
export function UserSearch({
  path,
  search = '',
  label = usersWords.search,
  kept,
}: UserSearchProps) {
  const navigate = useNavigate();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const form = useRef<HTMLFormElement>(null);
  // A link, or the way back, may have changed the address: the box follows unless somebody types in it.
  useEffect(() => {
    const box = form.current?.elements.namedItem('search');
    if (box instanceof HTMLInputElement && box !== document.activeElement) box.value = search;
  }, [search]);

  const find = (text: string) =>
    navigate({
      href: path + stringifySearchText({ ...kept, search: text.trim() }),
      replace: true,
      resetScroll: false,
    });

  const findSoon = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void find(text), DEBOUNCE_MS);
  };

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    clearTimeout(timer.current);
    void find(formText(event.currentTarget)('search'));
  };

  return (
    <search>
      <form action={path} ref={form} onSubmit={submit}>
        <Field
          label={label}
          name="search"
          type="search"
          autoComplete="off"
          maxLength={100}
          defaultValue={search}
          onChange={(event) => findSoon(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}
