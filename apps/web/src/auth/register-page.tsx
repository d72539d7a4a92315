import { registerWords } from '../words/register.ts';
import { AuthForm } from './auth-form.tsx';
import { RegistrationFields } from './registration-fields.tsx';
import { useSubmission } from './use-submission.ts';

export function RegisterPage() {
  const submission = useSubmission(() => import('./sending/register.ts'));
  return (
    <AuthForm action="/register" other="/login" words={registerWords} submission={submission}>
      <RegistrationFields errors={submission.refusal?.failure.fields ?? {}} />
    </AuthForm>
  );
}
