import { type Check, error, faultOf, ok, warning } from '../patient.ts';

/** Without mail nobody who forgot a password comes back by themselves. */
export const mail: Check = (patient) => {
  const fault = faultOf(patient, 'SMTP_URL', 'MAIL_FROM', 'OUTBOX_DIR');
  const howTo = 'Set SMTP_URL and MAIL_FROM. docs/how-to/send-mail.md tells how.';
  if (fault) return error(fault, howTo);
  const { mail: settings, isProduction } = patient.env;
  if (settings.kind === 'smtp') return ok(`through ${new URL(settings.url).host}`);
  if (settings.kind === 'outbox') return ok(`into ${settings.folder}, to nobody`);
  const found =
    'There is no mail: nobody can choose a new password or prove an address, and nobody is told of trouble.';
  return isProduction ? warning(found, howTo) : ok('none, outside production');
};
