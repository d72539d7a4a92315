/**
 * What `npm run test:mutation` changes, and the tests that have to notice: those about these files, not those that
 * happen to pass through them. Few tests for a mutant also are what makes thousands of runs affordable.
 */
export const mutationGroups = {
  'auth-core': [
    { name: 'errors', files: ['errors', 'field-errors'], tests: ['errors'] },
    { name: 'flash', files: ['flash', 'words'], tests: ['flash'] },
    { name: 'identifiers', files: ['email', 'username', 'text'], tests: ['identifiers', 'text'] },
    { name: 'paths', files: ['paths'], tests: ['paths'] },
    { name: 'return path', files: ['return-path'], tests: ['return-path'] },
    {
      name: 'password policy',
      files: ['password-policy', 'credentials'],
      tests: ['password-policy'],
    },
    { name: 'session life', files: ['session-life'], tests: ['session-life'] },
    { name: 'policies', files: ['policies/*'], tests: ['policies'] },
    {
      name: 'schemas',
      // The others only name the fields of answers; response-schemas.test.ts holds one of each.
      files: ['schemas/{credentials,fields,message,page,shop,user}'],
      tests: ['request-schemas', 'response-schemas'],
    },
    { name: 'hasher', files: ['password/argon2-hasher'], tests: ['argon2-hasher', 'decoy'] },
    { name: 'stored hashes', files: ['password/phc'], tests: ['phc'] },
    {
      name: 'hashing queue',
      files: ['password/{admission,fair-line,hashing-queue}'],
      tests: ['admission', 'hashing-queue'],
    },
    { name: 'hashing limits', files: ['password/hashing-limits'], tests: ['hashing-limits'] },
    {
      name: 'common passwords',
      // The list itself is data, pinned by its digest.
      files: ['password/common-passwords-check'],
      tests: ['common-passwords'],
    },
  ],
  guards: [
    {
      name: 'access',
      // A module is a list.
      files: ['access/!(*.module)'],
      tests: ['access-guard'],
    },
    {
      name: 'origins and hosts',
      files: ['http/same-origin', 'http/hosts', 'http/own-origins'],
      tests: ['origins'],
    },
    {
      name: 'session secrets',
      files: ['session/session-secrets', 'recognition/session-proof'],
      tests: ['session-secrets'],
    },
    {
      name: 'windows',
      files: ['limits/{client-group,guessing-windows,registration-limit,too-many-tries,window}'],
      tests: ['limits-windows'],
    },
  ],
};
