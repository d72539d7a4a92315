// Runs before the first paint, as a classic script: whoever chose a theme never sees the other one flash,
// and nobody with scripts sees what stands in for them.
{
  const { documentElement } = document;
  documentElement.dataset['scripts'] = 'on';
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') documentElement.dataset['theme'] = theme;
  } catch {
    // A browser that keeps nothing follows the system.
  }
}
