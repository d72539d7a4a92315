import { sessionsExplainedWords } from '../../words/sessions-explained.ts';

const { caption, question, cookie, session, rows } = sessionsExplainedWords.compare;

export function ComparisonTable() {
  return (
    <table className="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{question}</th>
          <th scope="col">{cookie}</th>
          <th scope="col">{session}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.question}>
            <th scope="row">{row.question}</th>
            <td data-label={cookie}>{row.cookie}</td>
            <td data-label={session}>{row.session}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
