import { keptEvents, paths } from '@gatehouse/auth-core';
import { useNavigate } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { accountEventWords } from '../../words/account-events.ts';
import { eventLogWords } from '../../words/event-log.ts';
import { formText } from '../actions/form-text.ts';
import { stringifySearchText } from '../navigation/search-text.ts';
import type { EventSearch } from './event-search.ts';

const words = eventLogWords.filters;
const names = [
  { value: '', label: words.any },
  ...keptEvents.map((name) => ({ value: name, label: accountEventWords.of(name) })),
];

/** Which events are shown. All of it goes into the address at once, when somebody is done choosing. */
export function EventFilters({ search }: { search: EventSearch }) {
  const { name = '', from = '', to = '', user } = search;
  const navigate = useNavigate();

  const show = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = formText(event.currentTarget);
    const chosen = { name: text('name'), from: text('from'), to: text('to'), user };
    void navigate({ href: paths.adminEvents + stringifySearchText(chosen), resetScroll: false });
  };

  // A key each: the way back in the address fills them in again.
  return (
    <search aria-label={words.label}>
      <form className="event-filters" action={paths.adminEvents} onSubmit={show}>
        {user && <input type="hidden" name="user" value={user} />}
        <Select
          key={`name ${name}`}
          label={words.name}
          name="name"
          options={names}
          defaultValue={name}
        />
        <Field
          key={`from ${from}`}
          label={words.from}
          name="from"
          type="date"
          defaultValue={from}
        />
        <Field key={`to ${to}`} label={words.to} name="to" type="date" defaultValue={to} />
        <Button type="submit" variant="secondary">
          {words.show}
        </Button>
      </form>
    </search>
  );
}
