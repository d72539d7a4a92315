import { sessionsExplainedWords } from '../../words/sessions-explained.ts';

const { caption, name, purpose, lifetime, flags, rows } = sessionsExplainedWords.cookies;

export function CookieTable() {
  return (
    <table className="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{purpose}</th>
          <th scope="col">{lifetime}</th>
          <th scope="col">{flags}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">
              <code>{row.name}</code>
            </th>
            <td data-label={purpose}>{row.purpose}</td>
            <td data-label={lifetime}>{row.lifetime}</td>
            <td data-label={flags}>{row.flags}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
