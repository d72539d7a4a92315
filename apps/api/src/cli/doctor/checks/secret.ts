import { type Check, error, faultOf, ok, warning } from '../patient.ts';

/** Each is tried at every look at a cookie. */
const MANY = 5;

/** Whoever guesses the key makes sessions of anybody out of a leaked table. */
export const secret: Check = (patient) => {
  const fault = faultOf(patient, 'SECRET_KEYS');
  if (fault) return error(fault, 'SECRET_KEYS=<what "gatehouse secret new" prints>');
  const { length } = patient.env.secretKeys;
  if (length > MANY)
    return warning(
      `SECRET_KEYS has ${length} keys.`,
      'Take those out that nothing needs any more: gatehouse secret status',
    );
  return ok(length === 0 ? 'kept in the data folder' : `keys: ${length}`);
};
