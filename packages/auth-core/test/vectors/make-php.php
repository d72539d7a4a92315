<?php
// Prints what password_hash and crypt store, which is what Laravel stores.
$passwords = json_decode(file_get_contents(__DIR__ . '/passwords.json'), true);
$vectors = [];
foreach ($passwords as $pair) {
    $stored = password_hash($pair['password'], PASSWORD_BCRYPT, ['cost' => 4]);
    $tail = substr($stored, 3);
    // crypt with $2x$ repeats an old fault with letters beyond ASCII: only plain ones are the same.
    $prefixes = preg_match('/[^\x20-\x7e]/', $pair['password']) ? ['$2y'] : ['$2y', '$2x', '$2a'];
    foreach ($prefixes as $prefix) {
        $hash = $prefix === '$2y' ? $stored : crypt($pair['password'], $prefix . substr($tail, 0, 26));
        assert(password_verify($pair['password'], $hash) && !password_verify($pair['wrong'], $hash));
        $vectors[] = ['stored' => $hash] + $pair;
    }
    foreach (['PASSWORD_ARGON2I', 'PASSWORD_ARGON2ID'] as $name) {
        if (!defined($name)) continue;
        $hash = password_hash($pair['password'], constant($name), ['memory_cost' => 512, 'time_cost' => 1, 'threads' => 1]);
        assert(password_verify($pair['password'], $hash) && !password_verify($pair['wrong'], $hash));
        $vectors[] = ['stored' => $hash] + $pair;
    }
}
$flags = JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES;
echo json_encode(['system' => 'PHP ' . PHP_VERSION . ' (password_hash, crypt)', 'vectors' => $vectors], $flags), "\n";
