import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { loginWords as words } from '../words/login.ts';
import { AuthForm } from './auth-form.tsx';
import { ForgottenLink } from './forgotten-link.tsx';
import { useSubmission } from './use-submission.ts';

export function LoginPage() {
  const submission = useSubmission(() => import('./sending/log-in.ts'));
  const fields = submission.refusal?.failure.fields ?? {};

  return (
    <AuthForm
      action="/login"
      other="/register"
      words={words}
      submission={submission}
      below={<ForgottenLink />}
    >
      <Field
        label={words.identifier}
        name="identifier"
        errors={fields['identifier']}
        required
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="next"
        dir="ltr"
      />
      <PasswordField
        label={words.password}
        name="password"
        purpose="current"
        errors={fields['password']}
        required
        enterKeyHint="go"
      />
      <Checkbox label={words.remember} name="remember" hint={words.rememberHint} />
    </AuthForm>
  );
}
