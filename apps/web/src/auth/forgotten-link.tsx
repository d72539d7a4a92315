import { useHasMail } from '../lib/has-mail.ts';
import { loginWords as words } from '../words/login.ts';

/** Known to the server by its class, which takes it out of a page where no mail is sent. */
export function ForgottenLink() {
  if (!useHasMail()) return null;
  return (
    <p className="forgotten">
      <a href="/forgot-password">{words.forgotten}</a>
    </p>
  );
}
